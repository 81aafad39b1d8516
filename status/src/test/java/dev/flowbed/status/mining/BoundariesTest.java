package dev.flowbed.status.mining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.status.mining.PoolWish.Bound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BoundariesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Bound DAILY = new Bound(8, 100.0, Optional.of(Duration.ofHours(24)));

    private static PoolWish pool(int gpus, Schedule schedule) {
        return new PoolWish("p", "", 6, null, schedule, Bound.NONE, gpus, 1, OptionalDouble.empty());
    }

    private static Boundaries.Left left(int gpus, int sized, Limits... limits) {
        return Boundaries.of(pool(gpus, Schedule.always()), sized, List.of(limits), NOON);
    }

    @Test
    void whatNothingBoundsRuns() {
        Boundaries.Left left = left(1, 6, new Limits("its", Bound.NONE, 0, 1e9, 6));
        assertThat(left.miners()).isEqualTo(6);
        assertThat(left.inWindow().reason()).isEqualTo("AlwaysOpen");
        assertThat(left.withinBudget().reason()).isEqualTo("NoBudget");
        assertThat(left.next()).isEmpty();
    }

    @Test
    void closedWindowsLetItsMinersRestUntilTheNextOne() {
        Schedule nights = Schedule.always().and("0 22 * * *", Duration.ofHours(8), "UTC");
        Boundaries.Left left = Boundaries.of(pool(1, nights), 6, List.of(), NOON);
        assertThat(left.miners()).isZero();
        assertThat(left.inWindow().reason()).isEqualTo("WindowClosed");
        assertThat(left.inWindow().message()).isEqualTo("its miners rest until 2026-11-21T22:00:00Z");
        assertThat(left.next()).contains(Instant.parse("2026-11-21T22:00:00Z"));
    }

    @Test
    void spentHoursLetItsMinersRestUntilThePeriodEnds() {
        Boundaries.Left left = left(1, 6, new Limits("its", DAILY, 0, 100.01, 6));
        assertThat(left.miners()).isZero();
        assertThat(left.withinBudget().reason()).isEqualTo("PodHoursSpent");
        assertThat(left.withinBudget().message())
                .isEqualTo("its 100 pod-hours are spent: its miners rest until 2026-11-22T00:00:00Z");
        assertThat(left.next()).contains(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(left.hours()).hasValue(0);
    }

    @Test
    void hoursWithoutAPeriodAreGivenOnce() {
        Boundaries.Left left = left(0, 6, new Limits("its", new Bound(null, 10.0, Optional.empty()), 0, 10, 6));
        assertThat(left.withinBudget().message()).endsWith("until its budget.podHours is raised");
        assertThat(left.next()).isEmpty();
    }

    @Test
    void itIsLookedAtAgainWhenTheHoursWillBeSpent() {
        Boundaries.Left left = left(1, 4, new Limits("its", DAILY, 0, 98, 4));
        assertThat(left.miners()).isEqualTo(4);
        assertThat(left.next()).contains(NOON.plusSeconds(1800));
    }

    @Test
    void gpusOfOlderPoolsAreNotToBeHad() {
        Boundaries.Left left =
                left(2, 6, new Limits("Testnet t's", DAILY, 3, 0, 6), new Limits("its", Bound.NONE, 0, 0, 6));
        assertThat(left.miners()).isEqualTo(2);
        assertThat(left.withinBudget().reason()).isEqualTo("GpusExceeded");
        assertThat(left.withinBudget().message())
                .startsWith("2 of 6 miners: Testnet t's budget is 8 GPUs, of which older pools have 3");
    }

    @Test
    void minersWithoutGpusAreNotBoundByThem() {
        assertThat(left(0, 60, new Limits("its", DAILY, 8, 0, 6)).miners()).isEqualTo(60);
    }
}
