package dev.flowbed.cli.supervise;

import java.time.Duration;

/**
 * How long to wait before the next start of something that keeps dying: nothing at first, then doubling up to a cap.
 *
 * @param first the wait after the second death in a row
 * @param cap the longest wait
 * @param healthyAfter how long it must run for its deaths to be forgotten
 */
public record Backoff(Duration first, Duration cap, Duration healthyAfter) {
    /** What the local runtime uses. */
    public static final Backoff STANDARD =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(20));

    /** The wait after so many deaths in a row. */
    public Duration after(int deaths) {
        if (deaths <= 1) {
            return Duration.ZERO;
        }
        int doublings = Math.min(deaths - 2, 30);
        Duration wait = first.multipliedBy(1L << doublings);
        return wait.compareTo(cap) < 0 ? wait : cap;
    }
}
