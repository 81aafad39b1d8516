package dev.flowbed.miner;

import java.util.concurrent.atomic.LongAdder;

/** What the miner has done since it started. */
final class MinerCounters {

    /** Tried nonces. */
    final LongAdder hashes = new LongAdder();

    /** Blocks that the node took. */
    final LongAdder accepted = new LongAdder();

    /** Blocks that the node refused: an expired job, or a chain where another was faster. */
    final LongAdder rejected = new LongAdder();

    /** Solved blocks that could not be sent, because their broker was gone. */
    final LongAdder lost = new LongAdder();

    /** Solutions that were not sent: another of the same height of their chain had just been. */
    final LongAdder stale = new LongAdder();

    /** Connections made. */
    final LongAdder connections = new LongAdder();

    /** Job messages received. */
    final LongAdder jobs = new LongAdder();
}
