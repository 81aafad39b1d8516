package dev.flowbed.status.mining;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Keeps the account of one pool, and says when it is worth writing down: when miners came or went, and else hourly. */
final class PoolAccount {
    /** What is lost at most of a miner that goes while nobody keeps accounts. */
    static final Duration WRITTEN_EVERY = Duration.ofHours(1);

    private Account live;
    private Account written;
    private Map<String, Instant> running;
    private boolean counted;
    private int gpus;
    private double cpus;

    /**
     * @param written the account as it was last written down
     * @param running miners that run, with when they were started
     */
    PoolAccount(Account written, Map<String, Instant> running) {
        this.live = written;
        this.written = written;
        this.running = Map.copyOf(running);
    }

    /** Counts up to now, and takes who runs from now on. */
    void count(Map<String, Instant> now, int gpus, double cpus, Set<Duration> periods, Instant moment) {
        // who went did so just now: that woke who calls this
        Map<String, Instant> ran = new TreeMap<>(running);
        ran.putAll(now);
        live = live.after(ran.values(), gpus, cpus, periods, moment);
        // who counts for the first time found miners, and saw none come
        boolean changed = counted && !now.keySet().equals(running.keySet());
        counted = true;
        boolean old = !now.isEmpty() && !written.until().plus(WRITTEN_EVERY).isAfter(moment);
        if (changed || old) {
            written = live;
        }
        running = Map.copyOf(now);
        this.gpus = gpus;
        this.cpus = cpus;
    }

    /** Up to the last count. */
    Account live() {
        return live;
    }

    /** Up to now, if those run on that ran when last counted. */
    Account at(Instant now) {
        return live.after(running.values(), gpus, cpus, live.periods().keySet(), now);
    }

    /** What should stand in the status. */
    Account written() {
        return written;
    }
}
