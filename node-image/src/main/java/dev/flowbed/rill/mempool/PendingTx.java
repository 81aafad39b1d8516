package dev.flowbed.rill.mempool;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TransactionTemplate;
import java.util.Comparator;

/**
 * A transaction that waits for a block.
 *
 * @param template the signed transaction
 * @param chain the chain it belongs on
 * @param seenAt when it was accepted, milliseconds since 1970
 */
public record PendingTx(TransactionTemplate template, ChainIndex chain, long seenAt) {
    /** Blocks take the highest gas price first, then the oldest, so that a parent comes before its child. */
    static final Comparator<PendingTx> BEST_FIRST = Comparator.comparing(
                    (PendingTx tx) -> tx.template.unsigned().gasPrice())
            .reversed()
            .thenComparingLong(PendingTx::seenAt)
            .thenComparing(PendingTx::id, Comparator.reverseOrder());

    /** The transaction's id. */
    public Hash id() {
        return template.id();
    }

    /** Whether this one is worth keeping more than another (flow/.../MemPool.scala, txOrdering). */
    boolean outbids(PendingTx other) {
        int price = template.unsigned()
                .gasPrice()
                .compareTo(other.template.unsigned().gasPrice());
        return price != 0 ? price > 0 : id().compareTo(other.id()) > 0;
    }
}
