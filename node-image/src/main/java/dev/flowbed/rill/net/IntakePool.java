package dev.flowbed.rill.net;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.mempool.MemPools;
import dev.flowbed.rill.mempool.PendingTx;
import dev.flowbed.rill.mempool.SubmitResult;
import dev.flowbed.rill.mempool.TxIntake;
import java.util.List;
import java.util.Optional;

/** The mempools as the network side sees them. */
public record IntakePool(BlockFlow flow, MemPools pools, TxIntake intake) implements TransactionPool {
    @Override
    public boolean contains(Hash id) {
        return pools.get(id).isPresent();
    }

    @Override
    public List<TransactionTemplate> get(ChainIndex chain, List<Hash> ids) {
        return ids.stream()
                .map(pools::get)
                .flatMap(Optional::stream)
                .filter(tx -> tx.chain().equals(chain))
                .map(PendingTx::template)
                .toList();
    }

    @Override
    public boolean addFromPeer(TransactionTemplate transaction) {
        return intake.receive(transaction) instanceof SubmitResult.Added;
    }

    @Override
    public void noteIncoming(TransactionTemplate transaction) {
        // a block may be faster than the word of what was to go into it
        if (!flow.isInBlock(transaction.id())) {
            pools.addFromClique(transaction);
        }
    }
}
