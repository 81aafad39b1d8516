package dev.flowbed.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LifetimePlanTest {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final LifetimePlan BOTH = new LifetimePlan(Duration.ofHours(1), Duration.ofMinutes(10), true);

    @Test
    void aTestnetWithoutALifetimeStays() {
        assertThat(LifetimePlan.ENDLESS.end(CREATED, CREATED)).isEmpty();
        assertThat(LifetimePlan.ENDLESS.endByAge(CREATED)).isEmpty();
    }

    @Test
    void theTimeToLiveCountsFromTheCreation() {
        LifetimePlan.End end = BOTH.end(CREATED, null).orElseThrow();
        assertThat(end.at()).isEqualTo(CREATED.plusSeconds(3600));
        assertThat(end.cause()).isEqualTo("its time to live of 1h is over");
        assertThat(end.threat()).isEqualTo("its time to live is 1h");
    }

    @Test
    void theIdleTimeCountsFromTheLastUse() {
        Instant used = CREATED.plusSeconds(1000);
        LifetimePlan.End end = BOTH.end(CREATED, used).orElseThrow();
        assertThat(end.at()).isEqualTo(used.plusSeconds(600));
        assertThat(end.cause()).isEqualTo("no transaction came for 10m");
    }

    @Test
    void theEndThatComesFirstCounts() {
        assertThat(BOTH.end(CREATED, CREATED.plusSeconds(3500)))
                .hasValueSatisfying(end -> assertThat(end.at()).isEqualTo(CREATED.plusSeconds(3600)));
    }

    @Test
    void peopleAreWarnedTenMinutesAMinuteAndTenSecondsBefore() {
        LifetimePlan.End end = BOTH.endByAge(CREATED).orElseThrow();
        assertThat(end.warningDue(Duration.ofMinutes(11))).isEmpty();
        assertThat(end.warningDue(Duration.ofMinutes(10))).hasValue(Duration.ofMinutes(10));
        assertThat(end.warningDue(Duration.ofSeconds(59))).hasValue(Duration.ofMinutes(1));
        assertThat(end.warningDue(Duration.ofSeconds(3))).hasValue(Duration.ofSeconds(10));
    }

    @Test
    void aWarningComesInTheSecondHalfOfALifetimeAtTheEarliestAndOnceAtLeast() {
        assertThat(living(Duration.ofMinutes(12)).warnings())
                .containsExactly(Duration.ofMinutes(1), Duration.ofSeconds(10));
        assertThat(living(Duration.ofSeconds(8)).warnings()).containsExactly(Duration.ofSeconds(4));
    }

    private static LifetimePlan.End living(Duration ttl) {
        return new LifetimePlan(ttl, null, true).endByAge(CREATED).orElseThrow();
    }

    @Test
    void durationsAreShownAsTheyAreWritten() {
        assertThat(LifetimePlan.shown(Duration.ofMinutes(90))).isEqualTo("1h30m");
        assertThat(LifetimePlan.shown(Duration.ofSeconds(61))).isEqualTo("1m1s");
        assertThat(LifetimePlan.shown(Duration.ofMillis(1500))).isEqualTo("1500ms");
        assertThat(LifetimePlan.shown(Duration.ZERO)).isEqualTo("0s");
    }
}
