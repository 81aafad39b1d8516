package dev.flowbed.rill.mempool;

/** Learns which transactions were accepted: to relay them to peers and brokers, and to tell subscribers. Calls should be short. */
@FunctionalInterface
public interface TxIntakeListener {
    /** A transaction of a chain from an own group waits for a block now. */
    void accepted(PendingTx tx);
}
