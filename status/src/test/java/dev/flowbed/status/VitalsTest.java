package dev.flowbed.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class VitalsTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    @Test
    void aTestnetIsIdleSinceItWasReadyUntilATransactionComes() {
        Vitals starting = Vitals.UNKNOWN.after(FIRST, false, false);
        assertThat(starting.idleSince()).isNull();

        Vitals ready = starting.after(FIRST.plusSeconds(2), true, false).after(FIRST.plusSeconds(4), true, false);
        assertThat(ready.readySince()).isEqualTo(FIRST.plusSeconds(2));
        assertThat(ready.idleSince()).isEqualTo(FIRST.plusSeconds(2));

        Vitals used = ready.after(FIRST.plusSeconds(9), true, true);
        assertThat(used.lastActivity()).isEqualTo(FIRST.plusSeconds(9));
        assertThat(used.idleSince()).isEqualTo(FIRST.plusSeconds(9));
    }

    @Test
    void aTestnetThatIsStartedAgainIsNotIdleSinceBeforeItsStop() {
        Vitals resumed = Vitals.resumed(FIRST, FIRST.plusSeconds(9));
        assertThat(resumed.idleSince()).isNull();

        Vitals ready = resumed.after(NOW, true, false);
        assertThat(ready.idleSince()).isEqualTo(NOW);
        assertThat(ready.readySince()).isEqualTo(FIRST);
        assertThat(ready.lastActivity()).isEqualTo(FIRST.plusSeconds(9));
    }

    @Test
    void losingReadinessDoesNotBeginTheIdleTimeAnew() {
        Vitals vitals = Vitals.UNKNOWN
                .after(FIRST, true, false)
                .after(NOW, false, false)
                .after(NOW, true, false);
        assertThat(vitals.idleSince()).isEqualTo(FIRST);
    }
}
