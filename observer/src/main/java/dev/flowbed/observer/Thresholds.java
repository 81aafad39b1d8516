package dev.flowbed.observer;

import java.time.Duration;

/**
 * From where on something is wrong.
 *
 * @param stall a chain that has not grown for this long stands still
 * @param cliqueSkew cliques that differ by more blocks on a chain are apart
 * @param chainSkew chains of one clique that differ by more blocks are apart
 */
public record Thresholds(Duration stall, int cliqueSkew, int chainSkew) {
    private static final int STALL_BLOCKS = 20;
    private static final Duration LEAST_STALL = Duration.ofSeconds(60);

    /** As fits how often blocks should come: twenty block times without one happen to no healthy chain. */
    public static Thresholds of(Duration blockTargetTime) {
        Duration stall = blockTargetTime.multipliedBy(STALL_BLOCKS);
        return new Thresholds(stall.compareTo(LEAST_STALL) < 0 ? LEAST_STALL : stall, 20, 200);
    }
}
