package dev.flowbed.miner.hash;

/** A device that hashes, as metrics and logs show it. Readable from any thread. */
public interface Device {

    /** A short name, the same over restarts on the same machine: {@code cuda-0}. */
    String label();

    /** What it is, in its driver's words. */
    String description();

    /** Whether it computes now: false from a failure until it works again. */
    boolean up();

    /** Tried nonces. */
    long hashes();

    /** How many times it failed while it mined. */
    long failures();

    /** How long its newest batch took in nanoseconds, which is how long a new job waits at most; 0 before the first. */
    long batchNanos();
}
