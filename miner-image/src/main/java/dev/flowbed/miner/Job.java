package dev.flowbed.miner;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.mining.MiningJob;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.miner.hash.Work;

/**
 * One chain's job as a broker sent it.
 *
 * @param job the message
 * @param groups the number of groups, read off the job's header
 * @param work what to search
 * @param receivedNanos when it came, in {@link System#nanoTime()}
 */
record Job(MiningJob job, int groups, Work work, long receivedNanos) {

    /** Reads a job; {@link FormatException} if its header or its chain is none. */
    static Job of(MiningJob job, long receivedNanos) {
        int groups = groups(job.headerBlob());
        ChainIndex chain = job.chain();
        if (chain.from() < 0 || chain.from() >= groups || chain.to() < 0 || chain.to() >= groups) {
            throw new FormatException(
                    "a job for chain " + chain + ", where its header speaks of " + groups + " groups");
        }
        int index = chain.from() * groups + chain.to();
        Work work = new Work(job.headerBlob().toArray(), Work.targetBytes(job.target()), index, groups * groups);
        return new Job(job, groups, work, receivedNanos);
    }

    ChainIndex chain() {
        return job.chain();
    }

    /** A header names 2 G - 1 dependencies, after its version byte. */
    private static int groups(Bytes headerBlob) {
        ByteReader in = new ByteReader(headerBlob);
        in.skip(1);
        int dependencies = in.compactInt();
        if (dependencies < 1 || dependencies % 2 == 0 || dependencies > 511) {
            throw in.error("expected the number of dependencies, 2 G - 1, found " + dependencies);
        }
        return (dependencies + 1) / 2;
    }
}
