package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.model.UnsignedTransaction;

/** What the API checks of every unsigned transaction, built here or sent in (app/.../ServerUtils.scala, validateUnsignedTransaction). */
record UnsignedChecks(U256 gasFeeCap) {
    /** The transaction itself; a bad request when it spends nothing or pays too much. */
    UnsignedTransaction checked(UnsignedTransaction tx) {
        if (tx.inputs().isEmpty()) {
            throw TxBuildException.badRequest("Invalid transaction: empty inputs");
        }
        U256 fee = tx.gasPrice().compareTo(Alph.MAX) >= 0 ? U256.MAX : tx.gasFee();
        if (fee.compareTo(gasFeeCap) > 0) {
            throw TxBuildException.badRequest("Gas fee exceeds the limit: maximum allowed is "
                    + Alph.pretty(gasFeeCap) + ", but got " + Alph.pretty(fee)
                    + ". Please lower the gas price or adjust the alephium.api.gas-fee-cap in your user.conf file.");
        }
        return tx;
    }
}
