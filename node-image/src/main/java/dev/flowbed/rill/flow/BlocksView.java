package dev.flowbed.rill.flow;

import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.state.OutputOrigin;
import dev.flowbed.rill.state.WorldState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A world state with blocks on top (flow/.../BlockFlowGroupView.scala). */
final class BlocksView implements GroupView {
    private final WorldState worldState;
    private final Set<TxOutputRef> spent = new HashSet<>();
    private final Map<TxOutputRef, TxOutput> made = new HashMap<>();

    /**
     * @param worldState the state below
     * @param blocks what the blocks on top do
     * @param without outputs of transactions that have no effect
     */
    BlocksView(WorldState worldState, List<BlockOutputs> blocks, Set<TxOutputRef> without) {
        this.worldState = worldState;
        for (BlockOutputs block : blocks) {
            spent.addAll(block.spent());
            made.putAll(block.made());
        }
        made.keySet().removeAll(without);
    }

    @Override
    public WorldState worldState() {
        return worldState;
    }

    @Override
    public Optional<TxOutput> output(TxOutputRef ref) {
        if (spent.contains(ref)) {
            return Optional.empty();
        }
        Optional<TxOutput> persisted = worldState.output(ref);
        return persisted.isPresent() ? persisted : Optional.ofNullable(made.get(ref));
    }

    @Override
    public boolean isSpentOnTop(TxOutputRef ref) {
        return spent.contains(ref);
    }

    @Override
    public List<AssetUtxo> assets(LockupScript.Asset lockup, int limit) {
        List<AssetUtxo> assets = new ArrayList<>();
        for (AssetUtxo utxo : worldState.assets(lockup, limit)) {
            if (!spent.contains(utxo.ref())) {
                assets.add(utxo);
            }
        }
        made.forEach((ref, output) -> {
            if (output instanceof TxOutput.Asset asset && asset.lockupScript().equals(lockup) && !spent.contains(ref)) {
                assets.add(new AssetUtxo(ref, asset, OutputOrigin.BLOCK));
            }
        });
        return assets;
    }
}
