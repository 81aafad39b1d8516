package dev.flowbed.rill.flow;

import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.state.WorldState;
import java.util.List;
import java.util.Optional;

/** A world state with no blocks on top. */
record StateView(WorldState worldState) implements GroupView {
    @Override
    public Optional<TxOutput> output(TxOutputRef ref) {
        return worldState.output(ref);
    }

    @Override
    public List<AssetUtxo> assets(LockupScript.Asset lockup, int limit) {
        return worldState.assets(lockup, limit);
    }
}
