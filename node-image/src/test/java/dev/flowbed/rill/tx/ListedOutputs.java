package dev.flowbed.rill.tx;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.rill.flow.GroupView;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.state.ContractState;
import dev.flowbed.rill.state.OutputOrigin;
import dev.flowbed.rill.state.StagedWorldState;
import dev.flowbed.rill.state.WorldState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Unspent outputs in a map, of all groups; transactions can be applied. */
final class ListedOutputs implements OutputViews, GroupView, WorldState {
    private final Map<TxOutputRef, TxOutput.Asset> unspent = new LinkedHashMap<>();

    TxOutputRef add(TxOutputRef ref, TxOutput.Asset output) {
        unspent.put(ref, output);
        return ref;
    }

    void apply(TransactionTemplate tx) {
        UnsignedTransaction unsigned = tx.unsigned();
        unsigned.inputs().forEach(input -> unspent.remove(input.outputRef()));
        for (int i = 0; i < unsigned.fixedOutputs().size(); i++) {
            add(unsigned.fixedOutputRefs().get(i), unsigned.fixedOutputs().get(i));
        }
    }

    @Override
    public WorldState worldState() {
        return this;
    }

    @Override
    public Optional<TxOutput> output(TxOutputRef ref) {
        return Optional.ofNullable(unspent.get(ref));
    }

    @Override
    public List<AssetUtxo> assets(LockupScript.Asset lockup, int limit) {
        return unspent.entrySet().stream()
                .filter(entry -> entry.getValue().lockupScript().equals(lockup))
                .map(entry -> new AssetUtxo(entry.getKey(), entry.getValue(), OutputOrigin.PERSISTED))
                .limit(limit)
                .toList();
    }

    @Override
    public GroupView blocks(int group) {
        return this;
    }

    @Override
    public GroupView withMempool(int group) {
        return this;
    }

    @Override
    public GroupView withMempoolAt(int group, BlockHash block) {
        return this;
    }

    @Override
    public boolean serves(int group) {
        return true;
    }

    @Override
    public Optional<ContractState> contract(Hash id) {
        return Optional.empty();
    }

    @Override
    public boolean hasContract(Hash id) {
        return false;
    }

    @Override
    public Optional<ContractCode> code(Hash hash) {
        return Optional.empty();
    }

    @Override
    public StagedWorldState fork() {
        throw new UnsupportedOperationException("there are no contracts here");
    }
}
