package dev.flowbed.miner;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.miner.hash.EngineUnavailableException;
import dev.flowbed.miner.hash.HashEngine;
import dev.flowbed.miner.hash.Work;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mining thread: takes the chains in turn, a short batch each, and submits what it finds. Its nonces start with 16 random
 * bytes of its own, so that no two threads or miners try the same.
 */
final class Searcher implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Searcher.class);
    private static final long IDLE_MILLIS = 200;

    private final Cliques cliques;
    private final HashEngine engine;
    private final RateCap cap;
    private final MinerCounters counters;
    private final Wakeup wakeup;
    private final byte[] prefix = new byte[Work.PREFIX_LENGTH];
    private long counter;
    private volatile boolean stopped;

    Searcher(
            Cliques cliques,
            HashEngine engine,
            RateCap cap,
            MinerCounters counters,
            Wakeup wakeup,
            SecureRandom random) {
        this.cliques = cliques;
        this.engine = engine;
        this.cap = cap;
        this.counters = counters;
        this.wakeup = wakeup;
        random.nextBytes(prefix);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                long seen = wakeup.signals();
                Clique clique = cliques.active();
                JobBoard board = clique.board();
                Job job = board == null ? null : board.next(System.nanoTime());
                if (board == null || job == null) {
                    wakeup.awaitAfter(seen, IDLE_MILLIS);
                } else {
                    work(clique, board, job);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Clique clique, JobBoard board, Job job) {
        int tries = cap.batch(engine.usualTries());
        long found;
        try {
            found = engine.search(job.work(), prefix, counter, tries);
        } catch (EngineUnavailableException e) {
            LockSupport.parkNanos(e.retryNanos());
            return;
        }
        long tried = found == HashEngine.NOT_FOUND ? tries : found - counter + 1;
        counter += tried;
        counters.hashes.add(tried);
        if (found != HashEngine.NOT_FOUND) {
            solved(clique, board, job, found);
        }
        long rest = cap.restAfter(tried, System.nanoTime());
        if (rest > 0) {
            LockSupport.parkNanos(rest);
        }
    }

    private void solved(Clique clique, JobBoard board, Job job, long found) {
        if (!board.solve(job, System.nanoTime())) {
            counters.stale.increment();
        } else if (!clique.submit(job, job.job().blockBlob(nonce(found)))) {
            counters.lost.increment();
            log.warn("a block of chain {} is lost: its broker is not connected", job.chain());
        }
    }

    private Bytes nonce(long found) {
        return Bytes.wrap(ByteBuffer.allocate(Work.NONCE_LENGTH)
                .put(prefix)
                .putLong(found)
                .array());
    }
}
