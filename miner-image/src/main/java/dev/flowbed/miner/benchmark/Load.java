package dev.flowbed.miner.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Threads that do the same work at once, until it is known how much they do in a second. */
final class Load {
    private static final long SAMPLE_MILLIS = 250;
    private static final int STEADY_SAMPLES = 4;
    private static final double STEADY = 0.05;
    private static final long LONGEST_WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(20);
    /** Who asks for a short measurement wants no long warm-up, whatever it does to the figures. */
    private static final int LONGEST_WARM_UP_FACTOR = 7;

    private final LongAdder done = new LongAdder();
    private final LongAdder pieces = new LongAdder();
    private volatile boolean stopped;
    private volatile @Nullable RuntimeException problem;

    /**
     * What was measured.
     *
     * @param hertz how much a second, all threads together
     * @param pieceSeconds how long a piece took
     */
    record Measured(double hertz, double pieceSeconds) {}

    private Load() {}

    /**
     * Measures.
     *
     * @param works one for each thread; each call does a piece of some milliseconds and says how much it did
     * @param nanos for how long, once the rate is steady: compilers have done their part then
     */
    static Measured measure(List<LongSupplier> works, long nanos) throws InterruptedException {
        return new Load().run(works, nanos);
    }

    private Measured run(List<LongSupplier> works, long nanos) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (LongSupplier work : works) {
            Thread thread = new Thread(() -> repeat(work), "benchmark-" + threads.size());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        warmUp(Math.min(LONGEST_WARM_UP_NANOS, LONGEST_WARM_UP_FACTOR * nanos));
        long began = System.nanoTime();
        long doneBefore = done.sum();
        long piecesBefore = pieces.sum();
        Thread.sleep(TimeUnit.NANOSECONDS.toMillis(nanos));
        while (pieces.sum() == piecesBefore && problem == null) {
            Thread.sleep(1); // what is done is known by whole pieces only
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        double hertz = (done.sum() - doneBefore) / seconds;
        double each = seconds * works.size() / Math.max(1, pieces.sum() - piecesBefore);
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
        RuntimeException failure = problem;
        if (failure != null) {
            throw failure;
        }
        return new Measured(hertz, each);
    }

    private void repeat(LongSupplier work) {
        try {
            while (!stopped) {
                done.add(work.getAsLong());
                pieces.increment();
            }
        } catch (RuntimeException e) {
            problem = e;
        }
    }

    /** Waits until some samples in a row tell nearly the same. */
    private void warmUp(long longestNanos) throws InterruptedException {
        double least = 0;
        double most = 0;
        int steady = 0;
        long end = System.nanoTime() + longestNanos;
        while (steady < STEADY_SAMPLES && System.nanoTime() < end && problem == null) {
            long before = done.sum();
            long began = System.nanoTime();
            Thread.sleep(SAMPLE_MILLIS);
            double rate = (done.sum() - before) / (double) (System.nanoTime() - began);
            least = Math.min(least, rate);
            most = Math.max(most, rate);
            if (rate > 0 && most - least <= STEADY * most) {
                steady++;
            } else {
                steady = 1;
                least = rate;
                most = rate;
            }
        }
    }
}
