package dev.flowbed.rill.mempool;

/**
 * Settings under {@code alephium.mempool}; durations in milliseconds.
 *
 * @param capacityPerChain transactions that wait per chain at most
 * @param maxTxsPerBlock transactions offered for one block at most
 * @param cleanEvery how often transactions are dropped that became invalid or too old
 * @param expireAfter how long a transaction waits at most
 * @param cleanOrphansEvery how often transactions whose inputs were unknown are tried again; they are dropped after two rounds
 * @param autoMine whether a submitted transaction is mined at once, for development
 */
public record MemPoolSettings(
        int capacityPerChain,
        int maxTxsPerBlock,
        long cleanEvery,
        long expireAfter,
        long cleanOrphansEvery,
        boolean autoMine) {
    private static final long MINUTE = 60_000;

    /** The official defaults (flow/.../system_prod.conf.tmpl). */
    public static final MemPoolSettings DEFAULT =
            new MemPoolSettings(2000, 1000, 10 * MINUTE, 10 * MINUTE, MINUTE, false);

    /**
     * How often waiting transactions are looked through, and how long one may wait whose inputs are not there: a minute at most, as the
     * official node does with each template (flow/.../FlowUtils.scala, filterValidInputsUnsafe).
     */
    public long lookEvery() {
        return Math.min(cleanEvery, MINUTE);
    }

    /** The same settings, mining at once or not. */
    public MemPoolSettings withAutoMine(boolean mineAtOnce) {
        return new MemPoolSettings(
                capacityPerChain, maxTxsPerBlock, cleanEvery, expireAfter, cleanOrphansEvery, mineAtOnce);
    }
}
