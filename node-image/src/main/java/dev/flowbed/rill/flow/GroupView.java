package dev.flowbed.rill.flow;

import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.state.WorldState;
import java.util.List;
import java.util.Optional;

/**
 * What is unspent in one group: a world state, and on top of it the blocks that no intra-group block has taken in yet. A view
 * of one moment.
 */
public interface GroupView {
    /** The world state below. For an intra-group block under validation it is staged, and holds the pending blocks already. */
    WorldState worldState();

    /** An output that can be spent in this view. */
    Optional<TxOutput> output(TxOutputRef ref);

    /**
     * Whether a block on top of the world state spends an output, be it one that no block of this view makes: blocks of several chains
     * need not build upon the same.
     */
    default boolean isSpentOnTop(TxOutputRef ref) {
        return false;
    }

    /** The outputs of a lockup script that are unspent in this view; at most {@code limit} are read from the world state. */
    List<AssetUtxo> assets(LockupScript.Asset lockup, int limit);
}
