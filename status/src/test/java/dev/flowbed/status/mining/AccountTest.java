package dev.flowbed.status.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);
    private static final Offset<Double> SECOND = within(1 / 3600.0);

    private static Instant hours(double hours) {
        return NOON.plusSeconds((long) (hours * 3600));
    }

    @Test
    void hoursAreReckonedFromWhenMinersStarted() {
        Account account = Account.opened(NOON).after(List.of(hours(0), hours(1), hours(1.5)), 2, 4, Set.of(), hours(2));
        assertThat(account.podHours()).isCloseTo(3.5, SECOND);
        assertThat(account.gpuHours()).isCloseTo(7, SECOND);
        assertThat(account.cpuHours()).isCloseTo(14, SECOND);
    }

    @Test
    void whatWasCountedIsNotCountedAgain() {
        Account account = Account.opened(NOON)
                .after(List.of(NOON.minusSeconds(7200)), 1, 1, Set.of(), hours(1))
                .after(List.of(NOON.minusSeconds(7200)), 1, 1, Set.of(), hours(3));
        assertThat(account.podHours()).isCloseTo(3, SECOND);
    }

    @Test
    void aClockThatGoesBackCountsNothing() {
        Account account = Account.opened(NOON).after(List.of(NOON), 1, 1, Set.of(), hours(1));
        assertThat(account.after(List.of(NOON), 1, 1, Set.of(), hours(0.5))).isEqualTo(account);
    }

    @Test
    void aPeriodBeginsAnewAtItsTime() {
        Account day = Account.opened(NOON).after(List.of(NOON), 1, 1, Set.of(DAY), hours(11));
        PoolWish.Bound bound = new PoolWish.Bound(null, 20.0, Optional.of(DAY));
        assertThat(day.spent(bound, hours(11))).isCloseTo(11, SECOND);
        Account next = day.after(List.of(NOON), 1, 1, Set.of(DAY), hours(13));
        assertThat(next.spent(bound, hours(13))).isCloseTo(1, SECOND);
        assertThat(next.podHours()).isCloseTo(13, SECOND);
        assertThat(next.spent(bound, hours(40))).isZero();
    }

    @Test
    void aMinerThatWentIsCountedUpToWhenThatWasSeenAndThenWrittenDown() {
        PoolAccount account = new PoolAccount(Account.opened(NOON), Map.of());
        account.count(Map.of("a", hours(0)), 1, 1, Set.of(), hours(0));
        account.count(Map.of("a", hours(0)), 1, 1, Set.of(), hours(0.5));
        assertThat(account.live().podHours()).isCloseTo(0.5, SECOND);
        assertThat(account.written().podHours()).isZero();
        account.count(Map.of(), 1, 1, Set.of(), hours(0.75));
        assertThat(account.written().podHours()).isCloseTo(0.75, SECOND);
    }

    @Test
    void whileMinersRunItIsWrittenDownHourlyAndWhileNoneRunsNever() {
        PoolAccount account = new PoolAccount(Account.opened(NOON), Map.of());
        account.count(Map.of("a", hours(0)), 1, 1, Set.of(), hours(0));
        Account first = account.written();
        account.count(Map.of("a", hours(0)), 1, 1, Set.of(), hours(0.99));
        assertThat(account.written()).isEqualTo(first);
        account.count(Map.of("a", hours(0)), 1, 1, Set.of(), hours(1));
        assertThat(account.written().podHours()).isCloseTo(1, SECOND);
        account.count(Map.of(), 1, 1, Set.of(), hours(2));
        Account last = account.written();
        account.count(Map.of(), 1, 1, Set.of(), hours(50));
        assertThat(account.written()).isEqualTo(last);
    }

    @Test
    void anotherBookkeeperGoesOnFromWhatWasWrittenAndWhenMinersStarted() {
        PoolAccount first = new PoolAccount(Account.opened(NOON), Map.of());
        first.count(Map.of("a", hours(0)), 1, 1, Set.of(), hours(0));
        first.count(Map.of("a", hours(0), "b", hours(0.5)), 1, 1, Set.of(), hours(0.5));
        Map<String, Instant> running = Map.of("a", hours(0), "b", hours(0.5), "c", hours(0.6));
        PoolAccount second = new PoolAccount(first.written(), running);
        second.count(running, 1, 1, Set.of(), hours(1));
        assertThat(second.live().podHours()).isCloseTo(1 + 0.5 + 0.4, SECOND);
    }
}
