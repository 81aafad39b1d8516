package dev.flowbed.status.mining;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A bound that several pools share, and how much of it is taken by them.
 *
 * @param whose as messages name it: the pool's, Testnet t's, namespace n's
 * @param otherGpus GPUs that those have who come before the pool
 * @param spent pod-hours of all in the bound's period
 * @param running miners of all now
 */
public record Limits(String whose, PoolWish.Bound bound, int otherGpus, double spent, int running) {

    /** How many miners the GPUs are enough for; empty when nothing bounds them. */
    Optional<Integer> miners(int gpusEach) {
        @Nullable Integer gpus = bound.gpus();
        return gpus == null || gpusEach == 0 ? Optional.empty() : Optional.of(Math.max(0, gpus - otherGpus) / gpusEach);
    }

    /** Hours that are left; empty when nothing bounds them. */
    OptionalDouble left() {
        @Nullable Double hours = bound.podHours();
        return hours == null ? OptionalDouble.empty() : OptionalDouble.of(Math.max(0, hours - spent));
    }

    /** When hours that are spent are given anew; empty when they never are. */
    Optional<Instant> anew(Instant now) {
        return bound.period().map(period -> Account.periodStart(period, now).plus(period));
    }

    /** When the hours that are left will be spent as things run. */
    Optional<Instant> exhausted(Instant now) {
        OptionalDouble left = left();
        if (left.isEmpty() || running <= 0) {
            return Optional.empty();
        }
        double hours = Math.min(24 * 365, left.getAsDouble() / running);
        return Optional.of(now.plus(Duration.ofMillis((long) Math.ceil(hours * 3_600_000))));
    }
}
