package dev.flowbed.rill.tx;

import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.PublicKey;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.rill.validation.TxGas;
import dev.flowbed.rill.vm.ContractRunner;
import dev.flowbed.rill.vm.VmException;

/** Gas of transactions that are not signed yet (flow/.../GasEstimation.scala). */
final class GasEstimate {
    private GasEstimate() {}

    /** Inputs of one sender after each other: only the first proves the right to spend. */
    static int of(Sender sender, int inputs, int outputs) {
        int unlocking = inputs == 0 ? 0 : unlock(sender) + TxGas.INPUT * inputs;
        return Math.max(TxGas.BASE + TxGas.OUTPUT * outputs + unlocking, Limits.MIN_GAS);
    }

    private static int unlock(Sender sender) {
        UnlockScript unlock = sender.unlock();
        if (unlock instanceof UnlockScript.P2pkh || unlock instanceof UnlockScript.PoLW) {
            return TxGas.SECP256K1_UNLOCK;
        } else if (unlock instanceof UnlockScript.P2mpkh multisig) {
            return TxGas.SECP256K1_UNLOCK * multisig.keys().size();
        } else if (unlock instanceof UnlockScript.P2hmpk multisig) {
            int gas = 0;
            for (int index : multisig.indexes()) {
                gas += TxGas.estimate(multisig.publicKeys().get(index)) + TxGas.SIGNATURE;
            }
            return gas;
        } else if (unlock instanceof UnlockScript.P2pk) {
            return TxGas.estimate(key(sender.lockup()));
        } else if (unlock instanceof UnlockScript.P2sh script) {
            return scriptGas(script);
        }
        return 0;
    }

    /** The one script that senders have here checks a signature, whatever the block and the transaction. */
    private static int scriptGas(UnlockScript.P2sh script) {
        try {
            return ContractRunner.unlockGas(script);
        } catch (VmException e) {
            throw TxBuildException.failed("Execution error when estimating gas for P2SH script: " + e.getMessage());
        }
    }

    private static PublicKey key(LockupScript.Asset lockup) {
        if (lockup instanceof LockupScript.P2pk p2pk) {
            return p2pk.publicKey();
        }
        throw TxBuildException.failed("Invalid lockup script " + lockup + ", expected LockupScript.P2PK");
    }

    /** What inputs of one plain key cost. */
    static int plainInputs(int inputs) {
        return TxGas.SECP256K1_UNLOCK + TxGas.INPUT * inputs;
    }

    /** Fails when it is more than a transaction may have. */
    static void requireAllowed(int gas) {
        TxBuildException.require(
                gas <= Limits.MAX_GAS_PER_TX,
                "Estimated gas GasBox(" + gas + ") too large, maximal GasBox(" + Limits.MAX_GAS_PER_TX
                        + "). Consider consolidating UTXOs using the sweep endpoints or sending to less addresses");
    }
}
