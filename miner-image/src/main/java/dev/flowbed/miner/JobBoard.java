package dev.flowbed.miner;

import dev.flowbed.alephium.mining.MiningJob;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest job of each chain of one clique, handed out in turn so that no chain starves; a chain that has no block yet goes
 * first, since a new network is whole only once each chain has one. A job that was solved rests until the node sends the next
 * one, or for a moment only, should that never come.
 */
final class JobBoard {

    /** A node answers an accepted block with new jobs within 250 ms; this long without one, the old job is as good. */
    static final long REST_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** The height of a chain's first block after its genesis block. */
    private static final int FIRST_HEIGHT = 1;

    private record Slot(Job job, long readyNanos) {}

    private final int groups;
    private final AtomicReferenceArray<@Nullable Slot> slots;

    JobBoard(int groups) {
        this.groups = groups;
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
        slots.set(job.work().chainIndex(), new Slot(job, job.receivedNanos()));
    }

    /** Forgets the jobs of every chain from a group: its broker is gone. */
    void withdraw(int from) {
        for (int to = 0; to < groups; to++) {
            slots.set(from * groups + to, null);
        }
    }

    /** Lets a solved job rest; one that came meanwhile is left alone. */
    void rest(Job solved, long nowNanos) {
        int index = solved.work().chainIndex();
        Slot slot = slots.get(index);
        if (slot != null && slot.job == solved) {
            slots.compareAndSet(index, slot, new Slot(solved, nowNanos + REST_NANOS));
        }
    }

    /** The next chain's job at or after a place in the order of chains, or null while there is none to work on. */
    @Nullable
    Job next(int place, long nowNanos) {
        Job next = null;
        for (int i = 0; i < slots.length(); i++) {
            Slot slot = slots.get(Math.floorMod(place + i, slots.length()));
            if (slot != null && nowNanos - slot.readyNanos >= 0) {
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
