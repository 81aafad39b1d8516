package dev.flowbed.rill.validation;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.rill.flow.GroupView;
import dev.flowbed.rill.vm.Event;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the validity of a transaction in a block depends on.
 *
 * @param block the block
 * @param view what can be spent before the block; scripts change its world state
 * @param earlierOutputs outputs of earlier transactions of the same block, which an intra-group block may spend
 * @param coinbaseReward for a coinbase, what it may pay out beyond its inputs, its gas subsidy included; else empty
 * @param index the transaction's place in the block
 * @param events is told what its script reports, when that succeeds
 */
public record TransactionContext(
        BlockFacts block,
        GroupView view,
        Map<TxOutputRef, TxOutput.Asset> earlierOutputs,
        Optional<U256> coinbaseReward,
        int index,
        Consumer<Event> events) {

    /** Of a transaction whose events nobody asks for. */
    public TransactionContext(
            BlockFacts block,
            GroupView view,
            Map<TxOutputRef, TxOutput.Asset> earlierOutputs,
            Optional<U256> coinbaseReward,
            int index) {
        this(block, view, earlierOutputs, coinbaseReward, index, event -> {});
    }

    /** The block's chain. */
    public ChainIndex chain() {
        return block.chain();
    }

    /** An output that the transaction may spend. */
    public Optional<TxOutput> output(TxOutputRef ref) {
        Optional<TxOutput> output = view.output(ref);
        return output.isPresent() ? output : Optional.ofNullable(earlierOutputs.get(ref));
    }
}
