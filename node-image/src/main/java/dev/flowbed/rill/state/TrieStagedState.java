package dev.flowbed.rill.state;

import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.store.StoreBatch;
import dev.flowbed.rill.store.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Changes to a stored world state; only the final shape of the trie is hashed and stored. Not thread-safe. */
final class TrieStagedState implements StagedWorldState {
    private final WorldStateRoots base;
    private final TrieUpdate outputs;

    TrieStagedState(WorldStateRoots base, TrieUpdate outputs) {
        this.base = base;
        this.outputs = outputs;
    }

    private TrieWorldState current() {
        return new TrieWorldState(outputs.current());
    }

    @Override
    public Optional<TxOutput> output(TxOutputRef ref) {
        return current().output(ref);
    }

    @Override
    public boolean contains(TxOutputRef ref) {
        return current().contains(ref);
    }

    @Override
    public List<AssetUtxo> assets(LockupScript.Asset lockup, int limit) {
        return current().assets(lockup, limit);
    }

    @Override
    public void addAsset(TxOutputRef ref, TxOutput.Asset output) {
        ByteWriter value = new ByteWriter();
        TxOutput.writeTagged(value, output);
        outputs.put(ref.encode(), value.toByteArray());
    }

    @Override
    public void removeAsset(TxOutputRef ref) {
        outputs.remove(ref.encode());
    }

    @Override
    public WorldStateRoots persist(StoreBatch batch) {
        return persist((hash, node) -> batch.put(Table.TRIE, hash.toArray(), node));
    }

    /** Hands all new nodes (hash, serialized) to a sink. */
    WorldStateRoots persist(BiConsumer<Hash, byte[]> sink) {
        return new WorldStateRoots(outputs.commit(sink), base.contracts(), base.code());
    }
}
