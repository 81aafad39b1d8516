package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What code may know of its transaction.
 *
 * @param id the transaction's id
 * @param spent the outputs that its inputs spend
 * @param fixedOutputs the outputs it names itself
 * @param gasPrice atto ALPH a unit
 * @param gasAmount the gas it pays for
 * @param isPayable whether its script takes the assets of its inputs
 * @param signatures the signatures that are left, in the order they are taken
 */
public record TxEnv(
        Hash id,
        List<TxOutput.Asset> spent,
        List<TxOutput.Asset> fixedOutputs,
        U256 gasPrice,
        int gasAmount,
        boolean isPayable,
        Iterator<Signature> signatures) {

    /** Of a transaction. */
    public static TxEnv of(UnsignedTransaction tx, List<TxOutput.Asset> spent, Iterator<Signature> signatures) {
        boolean payable = tx.script().isPresent() && tx.script().get().usesPreapprovedAssets();
        return new TxEnv(tx.id(), spent, tx.fixedOutputs(), tx.gasPrice(), tx.gasAmount(), payable, signatures);
    }

    U256 gasFee() {
        return gasPrice.times(gasAmount);
    }

    Signature nextSignature() {
        VmException.require(signatures.hasNext(), VmFault.STACK_UNDERFLOW);
        return signatures.next();
    }

    LockupScript.Asset uniqueAddress(GasMeter gas) {
        gas.chargeUniqueAddress(spent.size());
        VmException.require(!spent.isEmpty(), VmFault.NO_TX_INPUT);
        LockupScript.Asset first = spent.get(0).lockupScript();
        for (TxOutput.Asset output : spent) {
            if (!output.lockupScript().equals(first)) {
                throw new VmException(
                        VmFault.TX_INPUT_ADDRESSES_ARE_NOT_IDENTICAL,
                        "Tx input addresses are not identical for `callerAddress` function: "
                                + spent.stream()
                                        .map(input -> Texts.address(input.lockupScript()))
                                        .distinct()
                                        .collect(Collectors.joining(", ")));
            }
        }
        return first;
    }

    LockupScript.Asset firstAddress() {
        if (spent.isEmpty()) {
            throw new VmException(VmFault.INVALID_TX_INPUT_INDEX, "Invalid tx input index 0");
        }
        return spent.get(0).lockupScript();
    }

    boolean isCaller(LockupScript address) {
        return spent.stream().anyMatch(output -> output.lockupScript().equals(address));
    }
}
