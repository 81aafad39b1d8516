package dev.flowbed.rill.state;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What blocks do to the world state of one group, by the rules since Danube (flow/.../BlockFlowState.scala, {@code updateState}).
 *
 * @param group the group whose state is changed
 * @param groups how many groups there are
 */
record BlockChanges(int group, int groups) {
    /** Applies a block of the group's own chain, whose transactions were validated against this very state. */
    void applyIntra(TrieStagedState state, Block block) {
        for (Transaction tx : block.transactions()) {
            spendInputs(state, tx);
            addOutputs(state, tx, block.header().timestamp());
        }
    }

    /**
     * Applies a block from this group to another. A transaction whose inputs are gone, spent by a block that counts first, is left
     * out.
     *
     * @return the ids of the transactions left out: conflicted
     */
    List<Hash> applyOutgoing(TrieStagedState state, Block block) {
        List<Hash> conflicted = new ArrayList<>();
        for (Transaction tx : block.transactions()) {
            if (tx.unsigned().inputs().stream().allMatch(input -> state.contains(input.outputRef()))) {
                spendInputs(state, tx);
                addOutputs(state, tx, block.header().timestamp());
            } else {
                conflicted.add(tx.id());
            }
        }
        return conflicted;
    }

    /** Applies a block from another group to this one, without the transactions that the other group found conflicted. */
    void applyIncoming(TrieStagedState state, Block block, Predicate<Hash> isConflicted) {
        for (Transaction tx : block.transactions()) {
            if (!isConflicted.test(tx.id())) {
                addOutputs(state, tx, block.header().timestamp());
            }
        }
    }

    private static void spendInputs(TrieStagedState state, Transaction tx) {
        for (TxInput input : tx.unsigned().inputs()) {
            state.removeAsset(input.outputRef());
        }
    }

    private void addOutputs(TrieStagedState state, Transaction tx, long timestamp) {
        List<TxOutput> outputs = tx.outputs();
        for (int i = 0; i < outputs.size(); i++) {
            // contract outputs are the business of the script that makes them
            if (outputs.get(i) instanceof TxOutput.Asset output
                    && output.lockupScript().group(groups) == group) {
                state.addAsset(TxOutputRef.of(tx.id(), i, output), asStored(output, timestamp));
            }
        }
    }

    /** The world state knows no lock time before the block's own time. */
    private static TxOutput.Asset asStored(TxOutput.Asset output, long timestamp) {
        return output.lockTime() < timestamp ? output.withLockTime(timestamp) : output;
    }
}
