package dev.flowbed.rill.validation;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.rill.flow.GroupView;
import java.util.Map;
import java.util.Optional;

/**
 * The block around a transaction that is checked.
 *
 * @param chain the block's chain
 * @param view what can be spent before the block
 * @param earlierOutputs outputs of earlier transactions of the block, which intra-group blocks may spend at once
 * @param timestamp the block's, milliseconds since 1970
 * @param coinbaseReward for a coinbase, what it may pay out beyond its inputs, its gas subsidy included; else empty
 * @param index the transaction's index in the block
 */
public record TransactionContext(
        ChainIndex chain,
        GroupView view,
        Map<TxOutputRef, TxOutput.Asset> earlierOutputs,
        long timestamp,
        Optional<U256> coinbaseReward,
        int index) {

    /** An output that the transaction can spend. */
    public Optional<TxOutput> output(TxOutputRef ref) {
        Optional<TxOutput> output = view.output(ref);
        return output.isPresent() ? output : Optional.ofNullable(earlierOutputs.get(ref));
    }
}
