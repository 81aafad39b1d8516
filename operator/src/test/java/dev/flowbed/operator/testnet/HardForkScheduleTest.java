package dev.flowbed.operator.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.crds.testnet.HardForks;
import dev.flowbed.operator.testnet.HardForkSchedule.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardForkScheduleTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<String> THREE = List.of("clique 0", "clique 1", "clique 2");

    @Test
    void withoutTimesAllAreInForce() {
        assertThat(HardForkSchedule.of(null, List.of(), 1, NOW).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void whenAllKnowItIsScheduledAndThenInForce() {
        HardForkSchedule before = HardForkSchedule.of(danube(NOW.plusSeconds(5)), List.of(), 1, NOW);
        assertThat(before.verdict()).isEqualTo(Verdict.SCHEDULED);
        assertThat(before.message()).isEqualTo("every node knows: danube at 2026-01-01T12:00:05Z");
        assertThat(HardForkSchedule.of(danube(NOW.plusSeconds(5)), List.of(), 1, NOW.plusSeconds(5))
                        .verdict())
                .isEqualTo(Verdict.IN_FORCE);
    }

    @Test
    void aRollThatCanBeThroughInTimeIsSaidToBeUnderWay() {
        HardForkSchedule schedule = HardForkSchedule.of(danube(NOW.plusSeconds(181)), THREE, 1, NOW);
        assertThat(schedule.verdict()).isEqualTo(Verdict.ROLLING);
        assertThat(schedule.message()).contains("clique 0, clique 1, clique 2", "in time for: danube");
    }

    @Test
    void aTimeBeforeTheRollCanBeThroughIsSaidToBeTooEarly() {
        assertThat(HardForkSchedule.of(danube(NOW.plusSeconds(179)), THREE, 1, NOW)
                        .verdict())
                .isEqualTo(Verdict.TOO_LATE);
        assertThat(HardForkSchedule.of(danube(NOW.plusSeconds(121)), THREE, 2, NOW)
                        .verdict())
                .isEqualTo(Verdict.ROLLING);
        assertThat(HardForkSchedule.of(danube(NOW.minusSeconds(1)), List.of("clique 2"), 1, NOW)
                        .message())
                .contains("cannot all be restarted before: danube at 2026-01-01T11:59:59Z");
    }

    @Test
    void whilePausedTheyCannot() {
        HardForkSchedule schedule = HardForkSchedule.of(danube(NOW.plusSeconds(100_000)), THREE, 0, NOW);
        assertThat(schedule.verdict()).isEqualTo(Verdict.TOO_LATE);
        assertThat(schedule.message()).contains("paused");
    }

    private static HardForks danube(Instant at) {
        return new HardForks(null, null, at.toString());
    }
}
