package dev.flowbed.rill.flow;

import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TransactionTemplate;
import java.util.List;

/** Transactions that wait for a block: what {@link BlockFlow} asks of a mempool. Thread-safe. */
public interface PendingTransactions {
    /** Nothing ever waits. */
    PendingTransactions NONE = new PendingTransactions() {
        @Override
        public List<TransactionTemplate> candidates(ChainIndex chain, int limit) {
            return List.of();
        }

        @Override
        public void discard(TransactionTemplate transaction, String reason) {
            // there are none
        }
    };

    /**
     * Transactions for the next block of a chain: the gas price never rising, a transaction after those of the same chain whose
     * outputs it spends (those chained ones for intra-group chains only).
     */
    List<TransactionTemplate> candidates(ChainIndex chain, int limit);

    /** Tells that a candidate cannot go into any block. */
    void discard(TransactionTemplate transaction, String reason);
}
