package dev.flowbed.miner.hash;

import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets mining begin at once, one nonce after the other, and go over to vectors once they are faster: before the JVM has
 * compiled them they are a hundred times slower.
 */
final class Takeover {
    private static final int TESTED_HEADERS = 64;
    private static final int SAMPLE = 4096;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final byte[] IMPOSSIBLE = new byte[Work.HASH_LENGTH];

    private final Consumer<String> told;
    private volatile boolean done;

    /** Prepares; {@code told} hears how it went. */
    Takeover(Consumer<String> told) {
        this.told = told;
    }

    void start() {
        Thread thread = new Thread(this::warmUp, "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /** An engine for one thread. */
    HashEngine engine() {
        return new Engine();
    }

    private void warmUp() {
        long began = System.nanoTime();
        SelfTest test = new SelfTest(new Random());
        VectorEngine vector = new VectorEngine();
        if (!test.passes(vector, TESTED_HEADERS)) {
            told.accept(vector.name() + " computes wrongly on this machine and is not used");
            return;
        }
        Work work = test.work(IMPOSSIBLE);
        byte[] prefix = test.bytes(Work.PREFIX_LENGTH);
        ScalarEngine scalar = new ScalarEngine();
        double rate;
        do {
            rate = rate(vector, work, prefix);
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                told.accept(vector.name() + " does not get faster than one nonce after the other, and is not used");
                return;
            }
        } while (rate < 1.5 * rate(scalar, work, prefix));
        // what was compiled may have been so while it warmed up: it must still be right
        if (!test.passes(vector, TESTED_HEADERS)) {
            told.accept(vector.name() + " computes wrongly once it is compiled, and is not used");
            return;
        }
        done = true;
        told.accept(String.format(
                Locale.ROOT, "engine %s takes over after %.1f s", vector.name(), (System.nanoTime() - began) / 1e9));
    }

    private static double rate(HashEngine engine, Work work, byte[] prefix) {
        long began = System.nanoTime();
        engine.search(work, prefix, began & Integer.MAX_VALUE, SAMPLE);
        return SAMPLE / Math.max(1.0, System.nanoTime() - began);
    }

    /** The engine of one thread. */
    private final class Engine implements HashEngine {
        private final ScalarEngine scalar = new ScalarEngine();
        private @Nullable VectorEngine vector;

        @Override
        public String name() {
            return now().name();
        }

        @Override
        public int usualTries() {
            return now().usualTries();
        }

        @Override
        public long search(Work work, byte[] prefix, long first, int tries) {
            return (VectorEngine.takes(work) ? now() : scalar).search(work, prefix, first, tries);
        }

        private HashEngine now() {
            if (!done) {
                return scalar;
            }
            VectorEngine own = vector == null ? new VectorEngine() : vector;
            vector = own;
            return own;
        }
    }
}
