package dev.flowbed.miner;

import dev.flowbed.alephium.mining.MiningJob;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest job of each chain of one clique, handed out in turn so that no chain starves; a chain that has no block yet goes
 * first, since a new network is whole only once each chain has one. A chain that was solved rests until the node sends a job for
 * its next height, or for a moment only, should that never come: whatever else is found at that height, on the same job or on one
 * that was under way while the node did not know of the block yet, would be refused.
 */
final class JobBoard {

    /** A node answers an accepted block with new jobs within 250 ms; this long without one, the old job is as good. */
    static final long REST_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** The height of a chain's first block after its genesis block. */
    private static final int FIRST_HEIGHT = 1;

    /** A height that was solved, and until when nothing else is tried for it. */
    private record Solved(int height, long untilNanos) {
        boolean covers(Job job, long nowNanos) {
            return job.job().height() <= height && nowNanos - untilNanos < 0;
        }
    }

    private record Slot(Job job, @Nullable Solved solved) {
        boolean isSolved(Job its, long nowNanos) {
            return solved != null && solved.covers(its, nowNanos);
        }
    }

    private final int groups;
    private final AtomicReferenceArray<@Nullable Slot> slots;
    private final AtomicInteger turn;

    /**
     * @param groups how many groups there are
     * @param first the chain that begins: another one in each miner, so that not all of them work on the same
     */
    JobBoard(int groups, int first) {
        this.groups = groups;
        this.turn = new AtomicInteger(first);
        this.slots = new AtomicReferenceArray<>(groups * groups);
    }

    int groups() {
        return groups;
    }

    int chains() {
        return slots.length();
    }

    /** Puts a new job in the place of the chain's old one. */
    void post(Job job) {
        slots.updateAndGet(job.work().chainIndex(), before -> new Slot(job, before == null ? null : before.solved));
    }

    /** Forgets the jobs of every chain from a group: its broker is gone. */
    void withdraw(int from) {
        for (int to = 0; to < groups; to++) {
            slots.set(from * groups + to, null);
        }
    }

    /**
     * Takes note that a job was solved; its chain rests from now on.
     *
     * @return whether its solution is worth sending: not when another of that height, or a later one, was found a moment ago
     */
    boolean solve(Job job, long nowNanos) {
        int index = job.work().chainIndex();
        while (true) {
            Slot slot = slots.get(index);
            if (slot == null) {
                return true; // its broker is gone, which who sends it will find out
            }
            if (slot.isSolved(job, nowNanos)) {
                return false;
            }
            Solved solved = new Solved(job.job().height(), nowNanos + REST_NANOS);
            if (slots.compareAndSet(index, slot, new Slot(slot.job, solved))) {
                return true;
            }
        }
    }

    /**
     * The job of the chain whose turn it is, or null while there is none to work on. All who search share the turns, so that as long
     * as there are chains enough no two of them search the same.
     */
    @Nullable
    Job next(long nowNanos) {
        while (true) {
            int place = turn.get();
            Job next = from(place, nowNanos);
            if (next == null || turn.compareAndSet(place, next.work().chainIndex() + 1)) {
                return next;
            }
        }
    }

    private @Nullable Job from(int place, long nowNanos) {
        Job next = null;
        for (int i = 0; i < slots.length(); i++) {
            Slot slot = slots.get(Math.floorMod(place + i, slots.length()));
            if (slot != null && !slot.isSolved(slot.job, nowNanos)) {
                if (slot.job.job().height() == FIRST_HEIGHT) {
                    return slot.job;
                }
                next = next == null ? slot.job : next;
            }
        }
        return next;
    }

    /** The job of each chain that has one, in the order of chains. */
    List<MiningJob> jobs() {
        List<MiningJob> jobs = new ArrayList<>();
        for (int i = 0; i < slots.length(); i++) {
            Slot slot = slots.get(i);
            if (slot != null) {
                jobs.add(slot.job.job());
            }
        }
        return jobs;
    }

    /** How many chains have a job. */
    int posted() {
        int count = 0;
        for (int i = 0; i < slots.length(); i++) {
            if (slots.get(i) != null) {
                count++;
            }
        }
        return count;
    }

    /** The age of the newest job in nanoseconds, or -1 where there is none: how long the node has been silent. */
    long newestAgeNanos(long nowNanos) {
        long age = -1;
        for (int i = 0; i < slots.length(); i++) {
            Slot slot = slots.get(i);
            if (slot != null) {
                // a job may have come after the caller read the clock
                long itsAge = Math.max(0, nowNanos - slot.job.receivedNanos());
                age = age < 0 ? itsAge : Math.min(age, itsAge);
            }
        }
        return age;
    }
}
