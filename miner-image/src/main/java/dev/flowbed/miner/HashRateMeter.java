package dev.flowbed.miner;

import java.util.concurrent.TimeUnit;

/** The hash rate over the last ten seconds or so, sampled once a second. */
final class HashRateMeter {

    private static final int WINDOW = 10;

    private final long[] hashes = new long[WINDOW + 1];
    private final long[] times = new long[WINDOW + 1];
    private int samples;

    /** Takes a sample of the total of hashes. */
    synchronized void sample(long total, long nowNanos) {
        hashes[samples % hashes.length] = total;
        times[samples % times.length] = nowNanos;
        samples++;
    }

    /** Hashes a second between the oldest kept sample and the newest; 0 before there are two. */
    synchronized double hertz() {
        if (samples < 2) {
            return 0;
        }
        int newest = (samples - 1) % hashes.length;
        int oldest = samples <= hashes.length ? 0 : samples % hashes.length;
        long nanos = times[newest] - times[oldest];
        return nanos <= 0 ? 0 : (double) (hashes[newest] - hashes[oldest]) * TimeUnit.SECONDS.toNanos(1) / nanos;
    }
}
