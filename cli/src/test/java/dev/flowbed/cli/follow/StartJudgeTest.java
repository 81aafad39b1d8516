package dev.flowbed.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.cli.state.RuntimeState.Event;
import dev.flowbed.cli.state.RuntimeState.LastDeath;
import dev.flowbed.cli.state.RuntimeState.Phase;
import dev.flowbed.cli.state.RuntimeState.ProcessState;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.testnet.TestnetStatus;
import dev.flowbed.status.StatusReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StartJudgeTest {
    private static final String TIME = "2026-01-01T00:00:00Z";

    @Test
    void aReadyTestnetIsReached() {
        Verdict verdict = judge(true, state(0, null), report(condition("Ready", ConditionStatus.TRUE, "4 nodes")));
        assertThat(verdict).isEqualTo(Verdict.reached("4 nodes"));
    }

    @Test
    void whatIsMissingIsToldWhileItStarts() {
        Verdict verdict = judge(
                true,
                state(0, null),
                report(condition("Ready", ConditionStatus.FALSE, "1 of 4 nodes does not answer")));
        assertThat(verdict).isEqualTo(Verdict.pending("1 of 4 nodes does not answer"));
    }

    @Test
    void aWrongSettingFailsAtOnceWithTheLastLines() {
        LastDeath death = new LastDeath(TIME, "exited with code 2", List.of("rill: wrong"));
        Verdict verdict = judge(true, state(1, death), null);
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(verdict.message()).isEqualTo("a-0 exited with code 2");
        assertThat(verdict.details()).contains("  rill: wrong");
    }

    @Test
    void anotherDeathIsForgivenTwice() {
        LastDeath death = new LastDeath(TIME, "was ended by signal 9", List.of());
        assertThat(judge(true, state(2, death), null).kind()).isEqualTo(Verdict.Kind.PENDING);
        assertThat(judge(true, state(3, death), null).kind()).isEqualTo(Verdict.Kind.FAILED);
    }

    @Test
    void aDeathOfLongAgoIsNoReason() {
        LastDeath death = new LastDeath(TIME, "exited with code 2", List.of());
        assertThat(judge(true, state(0, death), null).kind()).isEqualTo(Verdict.Kind.PENDING);
    }

    @Test
    void chainsThatStandStillAreNamed() {
        Verdict verdict = judge(
                true,
                state(0, null),
                report(
                        condition("Ready", ConditionStatus.FALSE, "stalled"),
                        condition("ChainsAdvancing", ConditionStatus.FALSE, "3 of 32 chains without a block")));
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(verdict.message()).contains("3 of 32 chains without a block");
    }

    @Test
    void anEndedSupervisorIsTold() {
        Verdict verdict = judge(false, state(0, null), null);
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(verdict.details()).contains("why");
    }

    private static Verdict judge(boolean supervised, RuntimeState state, @Nullable StatusReport report) {
        return StartJudge.judge(supervised, state, report);
    }

    private static RuntimeState state(int deaths, @Nullable LastDeath death) {
        ProcessState process = new ProcessState("a-0", new ProcessId(5, 6), "RUNNING", TIME, 1, deaths, death);
        return new RuntimeState(
                "boot",
                1,
                Phase.RUNNING,
                "why",
                TIME,
                new ProcessId(1, 2),
                Map.of("a-0", process),
                List.of(new Event(TIME, "started")));
    }

    private static Condition condition(String type, ConditionStatus status, String message) {
        return new Condition(type, status, "Because", message, TIME, 1L);
    }

    private static StatusReport report(Condition... conditions) {
        TestnetStatus status = new TestnetStatus(
                1L,
                List.of(conditions),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                null);
        return new StatusReport(TIME, status, Map.of(), Map.of(), Map.of());
    }
}
