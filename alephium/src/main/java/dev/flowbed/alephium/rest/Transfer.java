package dev.flowbed.alephium.rest;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.UnlockScript;
import java.util.concurrent.CompletableFuture;

/**
 * A transfer of ALPH: a node builds it, and it is signed here after a look at what it really does. The private key never leaves.
 *
 * @param networkId the network it is meant for
 * @param key who pays
 * @param destination who gets it
 * @param amount atto ALPH
 * @param maxFee the most that gas may cost, atto ALPH
 */
public record Transfer(int networkId, PrivateKey key, LockupScript.Asset destination, U256 amount, U256 maxFee) {
    /** A transfer whose gas may cost one ALPH at most. */
    public static Transfer of(int networkId, PrivateKey key, LockupScript.Asset destination, U256 amount) {
        return new Transfer(networkId, key, destination, amount, Alph.ONE);
    }

    /** Builds, checks, signs and submits through a clique, at the broker of the payer's group. */
    public CompletableFuture<Submitted> send(CliqueClient clique) {
        NodeClient node = clique.of(key.lockupScript());
        return node.buildTransfer(key.publicKey(), destination, amount).thenCompose(unsigned -> {
            requireHonest(unsigned);
            return node.submit(unsigned, key.sign(unsigned.id()));
        });
    }

    /** Fails with {@link FormatException} when a transaction does anything but this transfer. */
    void requireHonest(UnsignedTransaction unsigned) {
        require(unsigned.networkId() == networkId, "it is for network " + unsigned.networkId());
        require(unsigned.script().isEmpty(), "it runs a script");
        require(unsigned.gasFee().compareTo(maxFee) <= 0, "its gas costs " + Alph.format(unsigned.gasFee()));
        boolean first = true;
        for (TxInput input : unsigned.inputs()) {
            boolean own = input.unlockScript().equals(new UnlockScript.P2pkh(key.publicKey()));
            require(
                    own || (!first && input.unlockScript() instanceof UnlockScript.SameAsPrevious),
                    "an input is unlocked otherwise than by the payer's key");
            first = false;
        }
        boolean paid = false;
        for (TxOutput.Asset output : unsigned.fixedOutputs()) {
            boolean payment = !paid
                    && output.lockupScript().equals(destination)
                    && output.amount().equals(amount)
                    && output.tokens().isEmpty()
                    && output.lockTime() == 0;
            boolean change = output.lockupScript().equals(key.lockupScript()) && output.lockTime() == 0;
            require(payment || change, "an output goes to another than the destination, or with other conditions");
            paid |= payment;
        }
        require(paid, "the destination does not get the amount");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new FormatException("the node built another transfer than asked for: " + otherwise);
        }
    }

    /** Everything but the key. */
    @Override
    public String toString() {
        return Alph.format(amount) + " from " + key.address();
    }
}
