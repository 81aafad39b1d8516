package dev.flowbed.status.mining;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a pool's resource says of how much it mines.
 *
 * @param created when it was made, by which the older comes first where GPUs are short
 * @param replicas how many miners it asks for itself; with an aim only none has a meaning: to stand still
 * @param aim what the number of its miners follows from; absent: from nothing but replicas
 * @param schedule when it may mine
 * @param bound the most that it may take
 * @param gpus of each miner
 * @param cpus of each miner
 * @param cap the most hashes a second of each miner; empty without
 */
public record PoolWish(
        String name,
        String created,
        int replicas,
        @Nullable Aim aim,
        Schedule schedule,
        Bound bound,
        int gpus,
        double cpus,
        OptionalDouble cap) {

    /** What a number of miners follows from. */
    public enum Kind {
        /** A hash rate in hashes a second. */
        TARGET,
        /** A part of the Testnet's hash rate, below 1. */
        SHARE,
        /** The Testnet's block time. */
        BLOCK_TIME
    }

    /**
     * What the number of miners follows from.
     *
     * @param value hashes a second, or a part of 1; nothing for the block time
     * @param tolerance how far off is near enough, as a part
     * @param stabilization how long fewer must have been enough before any goes
     */
    public record Aim(Kind kind, double value, int min, int max, double tolerance, Duration stabilization) {
        int within(int miners) {
            return Math.max(min, Math.min(max, miners));
        }
    }

    /**
     * The most that may be taken.
     *
     * @param gpus at a time; absent: any number
     * @param podHours of running miners, in each period; absent: any number
     * @param period absent: hours are for good
     */
    public record Bound(@Nullable Integer gpus, @Nullable Double podHours, Optional<Duration> period) {
        /** No bound. */
        public static final Bound NONE = new Bound(null, null, Optional.empty());

        boolean binds() {
            return gpus != null || podHours != null;
        }
    }
}
