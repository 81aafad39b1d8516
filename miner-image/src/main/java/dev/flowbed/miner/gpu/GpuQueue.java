package dev.flowbed.miner.gpu;

/** Runs batches, one after the other; while it waits, the device works for the other queues. For one thread. */
interface GpuQueue {

    /**
     * Tries the counters of a job in order and waits for the answer.
     *
     * @param job as {@link GpuJob} lays it out
     * @param tries how many, from 1 to {@link GpuJob#MOST_TRIES}
     * @return the offset of the first that solves it, or {@link GpuJob#NONE}
     */
    int search(int[] job, int tries) throws GpuException;

    /**
     * Does nothing but what the mixing function is made of, and waits for the end: so fast are the device's integer units.
     *
     * @param job as for a search
     * @param items work items
     * @param turns of {@link #MIXES_A_TURN} mixing functions, for each of them
     */
    void mix(int[] job, int items, int turns) throws GpuException;

    /** Mixing functions in one turn of {@link #mix}. */
    int MIXES_A_TURN = 16;
}
