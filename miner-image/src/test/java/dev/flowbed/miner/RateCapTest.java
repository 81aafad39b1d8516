package dev.flowbed.miner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateCapTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void restsJustLongEnoughToHoldTheRate() {
        RateCap cap = new RateCap(1000, 0);
        long now = 0;
        long hashes = 0;
        while (now < 10 * SECOND) {
            hashes += cap.batch(2048);
            now += SECOND / 1000;
            now += cap.restAfter(cap.batch(2048), now);
        }
        assertThat(hashes).isBetween(9_900L, 10_100L);
    }

    @Test
    void doesNotBurstAfterAPauseWithoutWork() {
        RateCap cap = new RateCap(1000, 0);
        long afterAMinute = 60 * SECOND;
        long hashes = 0;
        while (cap.restAfter(10, afterAMinute) == 0) {
            hashes += 10;
        }
        assertThat(hashes).isLessThanOrEqualTo(50);
    }

    @Test
    void neverRestsWithoutACap() {
        assertThat(new RateCap(Double.POSITIVE_INFINITY, 0).restAfter(1_000_000, 1))
                .isZero();
    }

    @Test
    void asksOftenEnoughToTakeNewJobsAtOnceHoweverLowTheRate() {
        assertThat(new RateCap(50, 0).batch(2048)).isEqualTo(1);
        assertThat(new RateCap(20_000, 0).batch(2048)).isEqualTo(200);
    }
}
