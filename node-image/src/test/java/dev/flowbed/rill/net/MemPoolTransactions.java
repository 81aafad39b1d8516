package dev.flowbed.rill.net;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.rill.mempool.MemPool;
import dev.flowbed.rill.mempool.MemPools;
import dev.flowbed.rill.mempool.PendingTx;
import dev.flowbed.rill.mempool.SubmitResult;
import dev.flowbed.rill.mempool.TxIntake;
import java.util.List;
import java.util.Optional;

/** The mempool as the network side sees it. */
final class MemPoolTransactions implements TransactionPool {
    private final MemPools pools;
    private final TxIntake intake;

    MemPoolTransactions(MemPools pools, TxIntake intake) {
        this.pools = pools;
        this.intake = intake;
    }

    @Override
    public boolean contains(Hash id) {
        return pools.get(id).isPresent();
    }

    @Override
    public List<TransactionTemplate> get(ChainIndex chain, List<Hash> ids) {
        MemPool pool = pools.pool(chain.from());
        return ids.stream()
                .map(pool::get)
                .flatMap(Optional::stream)
                .map(PendingTx::template)
                .toList();
    }

    @Override
    public boolean addFromPeer(TransactionTemplate transaction) {
        return intake.receive(transaction) instanceof SubmitResult.Added;
    }

    @Override
    public void noteIncoming(TransactionTemplate transaction) {
        pools.addFromClique(transaction);
    }
}
