package dev.flowbed.rill.api;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.hash.Hash256;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.FlowListener;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreBatch;
import dev.flowbed.rill.store.Table;
import java.util.Optional;

/**
 * Which transaction made an output, and in which block it was seen last: kept where {@code node.indexes.tx-output-ref-index} asks
 * for it. What the end of the process cut off is made up for at the next start.
 */
public final class OutputIndex implements FlowListener {
    private static final int HEIGHTS_TO_MAKE_UP_FOR = 50;

    private final Store store;

    public OutputIndex(Store store) {
        this.store = store;
    }

    /** Where an output comes from. */
    record Origin(Hash transaction, BlockHash block) {}

    /** Indexes the newest blocks, and the oldest where there are no others: to be called once, before listening. */
    public void catchUp(BlockFlow flow) {
        for (ChainIndex chain : flow.network().chainIndexes()) {
            if (flow.broker().holds(chain)) {
                int height = flow.tip(chain).height();
                for (int i = Math.max(0, height - HEIGHTS_TO_MAKE_UP_FOR); i <= height; i++) {
                    flow.hashes(chain, i).forEach(hash -> flow.block(hash).ifPresent(this::add));
                }
            }
        }
    }

    @Override
    public void blockAdded(AddedBlock added) {
        add(added.block());
    }

    private void add(Block block) {
        StoreBatch batch = new StoreBatch();
        byte[] blockHash = block.hash().toArray();
        for (Transaction transaction : block.transactions()) {
            byte[] origin = java.util.Arrays.copyOf(transaction.id().toArray(), 2 * Hash256.LENGTH);
            System.arraycopy(blockHash, 0, origin, Hash256.LENGTH, Hash256.LENGTH);
            int outputs = transaction.unsigned().fixedOutputs().size()
                    + transaction.generatedOutputs().size();
            for (int i = 0; i < outputs; i++) {
                batch.put(Table.OUTPUT, TxOutputRef.keyOf(transaction.id(), i).toArray(), origin);
            }
        }
        store.write(batch);
    }

    /** The origin of an output that was in any block. */
    Optional<Origin> origin(Hash outputKey) {
        byte[] origin = store.get(Table.OUTPUT, outputKey.toArray());
        if (origin == null) {
            return Optional.empty();
        }
        byte[] transaction = java.util.Arrays.copyOf(origin, Hash256.LENGTH);
        byte[] block = java.util.Arrays.copyOfRange(origin, Hash256.LENGTH, 2 * Hash256.LENGTH);
        return Optional.of(new Origin(Hash.of(transaction), BlockHash.of(block)));
    }
}
