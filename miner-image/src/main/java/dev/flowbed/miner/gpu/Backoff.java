package dev.flowbed.miner.gpu;

import java.util.concurrent.TimeUnit;

/** How long to leave a failed device alone: longer with each failure that follows soon after the last recovery. */
final class Backoff {
    static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** A device that ran this long is well again. */
    static final long WELL_NANOS = TimeUnit.MINUTES.toNanos(2);

    private long next = FIRST_NANOS;

    /** The next pause, after the device ran for some time. */
    long afterRunning(long nanos) {
        long pause = nanos >= WELL_NANOS ? FIRST_NANOS : next;
        next = Math.min(LONGEST_NANOS, 2 * pause);
        return pause;
    }
}
