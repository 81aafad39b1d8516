package dev.flowbed.cli.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LifetimePlanTest {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final LifetimePlan BOTH = new LifetimePlan(Duration.ofHours(1), Duration.ofMinutes(10), true);

    @Test
    void aTestnetWithoutALifetimeStays() {
        assertThat(LifetimePlan.ENDLESS.end(CREATED, CREATED, CREATED)).isEmpty();
    }

    @Test
    void theTimeToLiveCountsFromTheCreation() {
        assertThat(BOTH.end(CREATED, null, null))
                .hasValue(new LifetimePlan.End(CREATED.plusSeconds(3600), "its time to live of 1h is over"));
    }

    @Test
    void theIdleTimeCountsFromReadyUntilATransactionCame() {
        Instant ready = CREATED.plusSeconds(5);
        assertThat(BOTH.end(CREATED, ready, null))
                .hasValue(new LifetimePlan.End(ready.plusSeconds(600), "no transaction came for 10m"));
        Instant activity = CREATED.plusSeconds(1000);
        assertThat(BOTH.end(CREATED, ready, activity))
                .hasValueSatisfying(end -> assertThat(end.at()).isEqualTo(activity.plusSeconds(600)));
    }

    @Test
    void theEndThatComesFirstCounts() {
        Instant late = CREATED.plusSeconds(3500);
        assertThat(BOTH.end(CREATED, CREATED, late))
                .hasValueSatisfying(end -> assertThat(end.at()).isEqualTo(CREATED.plusSeconds(3600)));
    }

    @Test
    void durationsAreShownAsTheyAreWritten() {
        assertThat(LifetimePlan.shown(Duration.ofMinutes(90))).isEqualTo("1h30m");
        assertThat(LifetimePlan.shown(Duration.ofSeconds(61))).isEqualTo("1m1s");
        assertThat(LifetimePlan.shown(Duration.ofMillis(1500))).isEqualTo("1500ms");
        assertThat(LifetimePlan.shown(Duration.ZERO)).isEqualTo("0s");
    }
}
