package dev.flowbed.rill.mempool;

import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.flow.GroupView;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.state.WorldState;
import java.util.List;
import java.util.Optional;

/**
 * What a group can spend once the waiting transactions are mined (flow/.../BlockFlowGroupView.scala, includePool).
 *
 * @param blocks what it can spend by its blocks
 * @param pool the group's waiting transactions
 */
public record MemPoolView(GroupView blocks, MemPool pool) implements GroupView {
    @Override
    public WorldState worldState() {
        return blocks.worldState();
    }

    @Override
    public Optional<TxOutput> output(TxOutputRef ref) {
        if (isSpentOnTop(ref)) {
            return Optional.empty();
        }
        Optional<TxOutput> waiting = pool.output(ref).map(output -> output);
        return waiting.isPresent() ? waiting : blocks.output(ref);
    }

    @Override
    public boolean isSpentOnTop(TxOutputRef ref) {
        return pool.isSpent(ref) || blocks.isSpentOnTop(ref);
    }

    @Override
    public List<AssetUtxo> assets(LockupScript.Asset lockup, int limit) {
        return pool.outputsOf(lockup, blocks.assets(lockup, limit)).stream()
                .filter(utxo -> !blocks.isSpentOnTop(utxo.ref()))
                .toList();
    }
}
