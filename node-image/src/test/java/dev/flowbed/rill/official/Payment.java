package dev.flowbed.rill.official;

import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.rest.Submitted;
import java.util.List;

/** A payment that a clique built and took. */
record Payment(TestClique by, Submitted submitted, UnsignedTransaction unsigned) {
    List<TxOutputRef> inputs() {
        return unsigned.inputs().stream().map(TxInput::outputRef).toList();
    }

    List<TxOutputRef> outputs() {
        return unsigned.fixedOutputRefs();
    }

    @Override
    public String toString() {
        return submitted.txId() + " of chain " + submitted.chain() + " by the " + by;
    }
}
