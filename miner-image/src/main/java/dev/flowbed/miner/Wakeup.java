package dev.flowbed.miner;

import java.util.concurrent.TimeUnit;

/** Wakes searchers that wait for work when a job comes. */
final class Wakeup {

    private long signals;

    synchronized void signal() {
        signals++;
        notifyAll();
    }

    synchronized long signals() {
        return signals;
    }

    /** Waits until there is a signal after those already seen, or until the time is over. */
    synchronized void awaitAfter(long seen, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (signals == seen && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }
}
