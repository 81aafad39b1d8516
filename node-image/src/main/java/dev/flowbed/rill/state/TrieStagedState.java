package dev.flowbed.rill.state;

import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.rill.store.StoreBatch;
import dev.flowbed.rill.store.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Changes to a stored world state; only the final shape of the tries is hashed and stored. Not thread-safe. */
final class TrieStagedState implements StagedWorldState {
    private final Hash codeRoot;
    private final TrieNodes.Source stored;
    private final ContractRecords records;
    private TrieUpdate outputs;
    private TrieUpdate contracts;

    /**
     * On top of a state.
     *
     * @param records where code and immutable states come from and go to
     */
    TrieStagedState(TrieWorldState base, ContractRecords records) {
        this.codeRoot = base.codeRoot();
        this.stored = base.records();
        this.records = records;
        this.outputs = base.outputs().update();
        this.contracts = base.contracts().update();
    }

    private TrieWorldState current() {
        return new TrieWorldState(outputs.current(), contracts.current(), codeRoot, stored);
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
    public Optional<ContractState> contract(Hash id) {
        return current().contract(id, records);
    }

    @Override
    public boolean hasContract(Hash id) {
        return current().hasContract(id);
    }

    @Override
    public Optional<ContractCode> code(Hash hash) {
        return records.findCode(hash);
    }

    @Override
    public StagedWorldState fork() {
        return new TrieStagedState(current(), records.fork());
    }

    @Override
    public void adopt(StagedWorldState fork) {
        if (!(fork instanceof TrieStagedState other)) {
            throw new IllegalArgumentException("not a fork of this state: " + fork);
        }
        outputs = other.outputs;
        contracts = other.contracts;
        records.adopt(other.records);
    }

    @Override
    public void addAsset(TxOutputRef ref, TxOutput.Asset output) {
        add(ref, output);
    }

    @Override
    public void addContractOutput(TxOutputRef ref, TxOutput.Contract output) {
        add(ref, output);
    }

    private void add(TxOutputRef ref, TxOutput output) {
        ByteWriter value = new ByteWriter();
        TxOutput.writeTagged(value, output);
        outputs.put(ref.encode(), value.toByteArray());
    }

    @Override
    public void removeAsset(TxOutputRef ref) {
        outputs.remove(ref.encode());
    }

    @Override
    public void putContract(Hash id, ContractState state) {
        records.add(state);
        updateContract(id, state);
    }

    @Override
    public void updateContract(Hash id, ContractState state) {
        contracts.put(id.toArray(), state.mutable().encode());
    }

    @Override
    public void removeContract(Hash id) {
        contracts.remove(id.toArray());
    }

    @Override
    public WorldStateRoots persist(StoreBatch batch) {
        records.persist((hash, record) -> batch.put(Table.CONTRACT, hash.toArray(), record));
        return persist((hash, node) -> batch.put(Table.TRIE, hash.toArray(), node));
    }

    /** Hands all new nodes (hash, serialized) to a sink. */
    WorldStateRoots persist(BiConsumer<Hash, byte[]> sink) {
        return new WorldStateRoots(outputs.commit(sink), contracts.commit(sink), codeRoot);
    }
}
