package dev.flowbed.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.status.Facts.ProcessFacts;
import dev.flowbed.status.Facts.Trouble;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProcessStateTest {
    private static final Instant STARTED = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void aSuspendedProcessIsNamedWithTheWayOut() {
        ProcessFacts facts = new ProcessState(new ProcessId(42, 1), STARTED, 3, "").facts(id -> true);
        assertThat(facts)
                .isEqualTo(new ProcessFacts(
                        true,
                        STARTED,
                        3,
                        new Trouble("Suspended", "suspended by a signal; `kill -CONT 42` lets it go on")));
    }

    @Test
    void aDeathIsTroubleUntilTheProcessRunsAgain() {
        assertThat(new ProcessState(null, STARTED, 1, "b1 was ended by signal 9")
                        .facts(id -> false)
                        .trouble())
                .isEqualTo(new Trouble("NotRunning", "b1 was ended by signal 9"));
        assertThat(new ProcessState(new ProcessId(42, 1), STARTED, 2, "b1 was ended by signal 9")
                        .facts(id -> false)
                        .trouble())
                .isNull();
    }

    @Test
    void aProcessThatWasNeverStartedHasNoTrouble() {
        assertThat(new ProcessState(null, STARTED, 0, "").facts(id -> true))
                .isEqualTo(new ProcessFacts(false, STARTED, 0, null));
    }

    @Test
    void whatAnswersForAProcessThatDoesNotRunIsSomebodyElse() {
        assertThat(new ProcessState(null, STARTED, 0, "").absence(STARTED)).contains("its process does not run");
        assertThat(new ProcessState(null, STARTED, 1, "b1 ended with 1").absence(STARTED))
                .contains("its process does not run: b1 ended with 1");
        assertThat(new ProcessState(new ProcessId(42, 1), STARTED, 0, "").absence(STARTED))
                .isEmpty();
    }

    @Test
    void aProcessThatDiedIsBelievedAgainOnlyWhenItHasLivedForAWhile() {
        ProcessState again = new ProcessState(new ProcessId(42, 1), STARTED, 1, "b1 ended with 1");
        assertThat(again.absence(STARTED.plusSeconds(2)))
                .contains("its process was just started again: b1 ended with 1");
        assertThat(again.absence(STARTED.plusSeconds(3))).isEmpty();
    }
}
