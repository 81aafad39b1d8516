package dev.flowbed.miner.gpu;

import dev.flowbed.miner.hash.Device;
import dev.flowbed.miner.hash.EngineUnavailableException;
import dev.flowbed.miner.hash.HashEngine;
import dev.flowbed.miner.hash.ScalarEngine;
import dev.flowbed.miner.hash.SelfTest;
import dev.flowbed.miner.hash.Work;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One device: makes its context, tests it before it may mine, and makes it anew, after a growing pause, when it fails. Each of its
 * lanes is one searcher's engine; two keep it busy while one of them talks to the host.
 */
final class GpuDevice implements Device {
    private static final int TESTED_HEADERS = 24;

    /** Makes a context on the device. */
    interface Opener {
        GpuSession open() throws GpuException;
    }

    /** A context in use; closed by the last to leave it after it failed. */
    private static final class Run {
        private final GpuSession session;
        private final long beganNanos;
        private int users;

        Run(GpuSession session, long beganNanos) {
            this.session = session;
            this.beganNanos = beganNanos;
        }
    }

    private final String label;
    private final String description;
    private final Opener opener;
    private final Consumer<String> told;
    private final LongAdder hashes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final Backoff backoff = new Backoff();
    private volatile boolean up;
    private volatile long batchNanos;
    private @Nullable Run current;
    private @Nullable Run closing;
    private long retryAt;

    /** A device that is opened by {@link #open}; {@code told} hears of failures and recoveries. */
    GpuDevice(String label, String description, Opener opener, Consumer<String> told) {
        this.label = label;
        this.description = description;
        this.opener = opener;
        this.told = told;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public boolean up() {
        return up;
    }

    @Override
    public long hashes() {
        return hashes.sum();
    }

    @Override
    public long failures() {
        return failures.sum();
    }

    @Override
    public long batchNanos() {
        return batchNanos;
    }

    /** Makes the context and tests it; the message of what is thrown says why the device cannot be mined on. */
    synchronized void open() throws GpuException {
        GpuSession session = opener.open();
        try {
            test(session);
        } catch (GpuException | RuntimeException e) {
            session.close();
            throw e;
        }
        current = new Run(session, System.nanoTime());
        up = true;
    }

    private static void test(GpuSession session) throws GpuException {
        KernelEngine engine = new KernelEngine(session);
        try {
            SelfTest test = new SelfTest(new Random());
            if (!test.passes(engine, TESTED_HEADERS) || !test.findsHidden(engine)) {
                throw new GpuException("it computes wrongly: it does not find what the plain engine finds");
            }
        } catch (EngineUnavailableException e) {
            throw new GpuException(String.valueOf(e.getMessage()), e);
        }
    }

    /** An engine for one thread. */
    HashEngine lane() {
        return new Lane();
    }

    /** The context to work with, made anew if it was lost and its pause is over. */
    private synchronized Run enter() {
        Run run = current;
        if (run == null) {
            long wait = retryAt - System.nanoTime();
            if (wait > 0 || closing != null) {
                throw new EngineUnavailableException(label + " is lost", Math.max(wait, Backoff.FIRST_NANOS));
            }
            try {
                open();
            } catch (GpuException e) {
                throw pause(0, e);
            }
            run = current;
            if (run == null) {
                throw new IllegalStateException("no context");
            }
            told.accept(label + " is back");
        }
        run.users++;
        return run;
    }

    private synchronized void leave(Run run) {
        run.users--;
        if (run.users == 0 && run == closing) {
            closing = null;
            run.session.close();
        }
    }

    private synchronized EngineUnavailableException failed(Run run, GpuException problem) {
        if (run != current) {
            return new EngineUnavailableException(label + " is lost", Backoff.FIRST_NANOS, problem);
        }
        up = false;
        failures.increment();
        current = null;
        closing = run;
        return pause(System.nanoTime() - run.beganNanos, problem);
    }

    private EngineUnavailableException pause(long ranNanos, GpuException problem) {
        long pause = backoff.afterRunning(ranNanos);
        retryAt = System.nanoTime() + pause;
        told.accept(String.format(
                Locale.ROOT,
                "%s failed: %s; a new context is tried in %.1f s, other devices mine on",
                label,
                problem.getMessage(),
                pause / 1e9));
        return new EngineUnavailableException(label + " is lost", pause, problem);
    }

    /** The engine of one thread. */
    private final class Lane implements HashEngine {
        private final ScalarEngine plain = new ScalarEngine();
        private final BatchSize size = new BatchSize();
        private @Nullable Run run;
        private @Nullable KernelEngine engine;

        @Override
        public String name() {
            return label;
        }

        @Override
        public int usualTries() {
            return size.tries();
        }

        @Override
        public long search(Work work, byte[] prefix, long first, int tries) {
            Run entered = enter();
            try {
                KernelEngine own = engine(entered);
                long began = System.nanoTime();
                long found = own.find(work, prefix, first, tries);
                if (found == NOT_FOUND) {
                    batchNanos = System.nanoTime() - began;
                    size.took(tries, batchNanos);
                    hashes.add(tries);
                } else {
                    if (plain.search(work, prefix, found, 1) != found) {
                        throw new GpuException("it computes wrongly: what it takes for a solution is none");
                    }
                    hashes.add(found - first + 1);
                }
                return found;
            } catch (GpuException e) {
                throw failed(entered, e);
            } finally {
                leave(entered);
            }
        }

        private KernelEngine engine(Run entered) {
            KernelEngine own = engine;
            if (own == null || run != entered) {
                own = new KernelEngine(entered.session);
                run = entered;
                engine = own;
            }
            return own;
        }
    }
}
