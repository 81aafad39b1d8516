package dev.flowbed.rill.tx;

import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.rill.vm.ScriptRunner;
import java.util.List;

/**
 * A transaction with a script, and what it would do now.
 *
 * @param funding transactions to be submitted before, in this order: only groupless senders have some
 * @param tx the transaction
 * @param outcome what its script does
 */
public record BuiltScript(List<UnsignedTransaction> funding, UnsignedTransaction tx, ScriptRunner.Outcome outcome) {
    public BuiltScript {
        funding = List.copyOf(funding);
    }

    BuiltScript fundedBy(List<UnsignedTransaction> before) {
        return new BuiltScript(before, tx, outcome);
    }
}
