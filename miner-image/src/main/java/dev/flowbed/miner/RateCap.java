package dev.flowbed.miner;

import java.util.concurrent.TimeUnit;

/**
 * Holds one thread to its share of the most hashes a second. Time that passed idle is not saved up beyond a moment, so
 * that a thread that waited for work does not burst afterwards.
 */
final class RateCap {

    private static final long SAVED_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final double hertz;
    private long due;

    /** A cap for one thread; positive infinity for none. */
    RateCap(double hertz, long nowNanos) {
        this.hertz = hertz;
        this.due = nowNanos;
    }

    /**
     * How many hashes to try before asking again: at most about ten milliseconds' worth, so that new jobs are taken at once.
     *
     * @param usual what takes the engine a few milliseconds
     */
    int batch(int usual) {
        return (int) Math.max(1, Math.min(usual, hertz / 100));
    }

    /** Books tried hashes and says for how many nanoseconds the thread must now rest. */
    long restAfter(long hashes, long nowNanos) {
        if (Double.isInfinite(hertz)) {
            return 0;
        }
        due = Math.max(due, nowNanos - SAVED_NANOS) + (long) (hashes * 1e9 / hertz);
        return Math.max(0, due - nowNanos);
    }
}
