package dev.flowbed.miner.gpu;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How many nonces a batch takes: so many that the device is busy for long compared with what a launch costs, and so few that a new
 * job is taken within 50 ms. Two queues take turns on a device: a batch waits for the other queue's, and counts that time too. Where others
 * use the device too, batches of one size take now this long and now that: the slowest of the latest is what the size goes by.
 */
final class BatchSize {
    /** From a batch's launch to its end, the other queue's included. */
    static final long AIM_NANOS = TimeUnit.MILLISECONDS.toNanos(36);

    private static final int LEAST = 1 << 10;
    private static final double MOST_CHANGE = 2;

    /** Some 10 ms on a CPU's cores; a card, for which it is next to nothing, doubles it to its own in less than a second. */
    private static final int FIRST = 1 << 12;

    /** The next batch is slower than all of these one time in nine. */
    private static final int LATEST = 8;

    private final double[] nanosPerTry = new double[LATEST];
    private int next;
    private int tries = FIRST;

    int tries() {
        return tries;
    }

    /** Learns from a batch that was not cut short. */
    void took(int tried, long nanos) {
        if (tried == tries) { // a smaller one, which a cap asked for, says little
            nanosPerTry[next] = (double) Math.max(1, nanos) / tried;
            next = (next + 1) % LATEST;
            double slowest = Arrays.stream(nanosPerTry).max().orElseThrow();
            double change = AIM_NANOS / (slowest * tries);
            double wanted = tries * Math.max(1 / MOST_CHANGE, Math.min(MOST_CHANGE, change));
            tries = (int) Math.max(LEAST, Math.min(GpuJob.MOST_TRIES, wanted));
        }
    }
}
