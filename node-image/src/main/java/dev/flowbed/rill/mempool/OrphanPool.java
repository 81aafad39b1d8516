package dev.flowbed.rill.mempool;

import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TransactionTemplate;
import java.util.List;

/**
 * Transactions from peers whose inputs are not known yet (flow/.../OrphanPool.scala): the transactions that make them may still
 * come. Chained like those in a mempool, all groups together. Thread-safe.
 */
final class OrphanPool {
    private static final int CAPACITY = 500;
    private static final ChainIndex ANY = new ChainIndex(0, 0);

    private final MemPool pool = new MemPool(0, lockup -> 0, CAPACITY, (tx, removal) -> {});

    MemPool.AddResult add(TransactionTemplate template, long seenAt) {
        return pool.add(new PendingTx(template, ANY, seenAt));
    }

    int size() {
        return pool.size();
    }

    /** The transactions that depend on no other orphan. */
    List<TransactionTemplate> roots() {
        return pool.rootsUntil(Long.MAX_VALUE).stream().map(PendingTx::template).toList();
    }

    /** Takes out a transaction that turned out valid; returns those that waited for it. */
    List<TransactionTemplate> resolved(TransactionTemplate template) {
        List<PendingTx> waiting = pool.spendersOf(template.unsigned().fixedOutputRefs());
        pool.mined(template.toTransaction());
        return waiting.stream().map(PendingTx::template).toList();
    }

    void drop(TransactionTemplate template) {
        pool.drop(template.id());
    }

    void dropUntil(long time) {
        pool.rootsUntil(time).forEach(tx -> pool.drop(tx.id()));
    }

    void clear() {
        pool.clear();
    }
}
