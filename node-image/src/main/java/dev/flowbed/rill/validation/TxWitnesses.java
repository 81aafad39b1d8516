package dev.flowbed.rill.validation;

import static dev.flowbed.rill.validation.TxInvalidException.require;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.crypto.Curve;
import dev.flowbed.alephium.crypto.Ed25519Signatures;
import dev.flowbed.alephium.crypto.WebAuthn;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.PublicKey;
import dev.flowbed.alephium.script.UnlockScript;
import java.util.Iterator;
import java.util.List;

/**
 * One pass over a transaction's inputs: each unlock script fits the lockup script of the output it spends, signatures are taken in
 * order, one or more an input, and gas is charged on the way (flow/.../TxValidation.scala, checkWitnesses).
 */
final class TxWitnesses {
    private final Transaction tx;
    private final List<TxOutput> spent;
    private final boolean isCoinbase;
    private final BlockFacts block;
    private final TxShape network;
    private final Iterator<Signature> signatures;
    private int gas;

    private TxWitnesses(Transaction tx, List<TxOutput> spent, boolean isCoinbase, BlockFacts block, TxShape network) {
        this.tx = tx;
        this.spent = spent;
        this.isCoinbase = isCoinbase;
        this.block = block;
        this.network = network;
        this.signatures = tx.inputSignatures().iterator();
        this.gas = tx.unsigned().gasAmount();
    }

    /**
     * Checks all inputs.
     *
     * @param spent the outputs that the inputs spend, in their order
     * @param block what scripts behind addresses may see of the block
     * @return the gas that is left
     */
    static int check(Transaction tx, List<TxOutput> spent, boolean isCoinbase, BlockFacts block, TxShape network) {
        TxWitnesses pass = new TxWitnesses(tx, spent, isCoinbase, block, network);
        int inputs = tx.unsigned().inputs().size();
        int outputs = tx.unsigned().fixedOutputs().size();
        pass.charge(TxGas.BASE + TxGas.INPUT * inputs + TxGas.OUTPUT * outputs);
        for (int i = 0; i < inputs; i++) {
            if (i == 0 || !pass.repeats(i, spent)) {
                pass.unlock(
                        spent.get(i).lockupScript(),
                        tx.unsigned().inputs().get(i).unlockScript());
            }
        }
        require(!pass.signatures.hasNext(), TxFault.TOO_MANY_INPUT_SIGNATURES);
        return pass.gas;
    }

    /** True when an input spends from the same address as the one before and says no more: it needs no signature of its own. */
    private boolean repeats(int index, List<TxOutput> spent) {
        List<TxInput> inputs = tx.unsigned().inputs();
        UnlockScript script = inputs.get(index).unlockScript();
        return spent.get(index).lockupScript().equals(spent.get(index - 1).lockupScript())
                && (script instanceof UnlockScript.SameAsPrevious
                        || script.equals(inputs.get(index - 1).unlockScript()));
    }

    private void unlock(LockupScript lockup, UnlockScript unlock) {
        Hash id = tx.id();
        if (lockup instanceof LockupScript.P2pkh lock && unlock instanceof UnlockScript.P2pkh key) {
            unlockKeyHash(lock.keyHash(), key.publicKey(), id);
        } else if (lockup instanceof LockupScript.P2mpkh lock && unlock instanceof UnlockScript.P2mpkh keys) {
            unlockMultisig(lock, keys);
        } else if (lockup instanceof LockupScript.P2sh lock && unlock instanceof UnlockScript.P2sh script) {
            Hash scriptHash = Hash.blake2b(script.script().bytes().unsafeArray());
            require(scriptHash.equals(lock.scriptHash()), TxFault.INVALID_SCRIPT_HASH);
            gas = TxScripts.unlock(tx, script, signatures, spent, block, network, gas);
        } else if (lockup instanceof LockupScript.P2pkh lock && unlock instanceof UnlockScript.PoLW key && isCoinbase) {
            LockupScript miner = tx.unsigned().fixedOutputs().get(0).lockupScript();
            unlockKeyHash(lock.keyHash(), key.publicKey(), UnlockScript.PoLW.preimage(lock, miner));
        } else if (lockup instanceof LockupScript.P2pk lock && unlock instanceof UnlockScript.P2pk) {
            checkSignature(lock.publicKey(), id);
        } else if (lockup instanceof LockupScript.P2hmpk lock && unlock instanceof UnlockScript.P2hmpk keys) {
            unlockGrouplessMultisig(lock, keys);
        } else {
            throw new TxInvalidException(TxFault.INVALID_UNLOCK_SCRIPT_TYPE);
        }
    }

    private void unlockKeyHash(Hash keyHash, Bytes publicKey, Hash message) {
        require(Hash.blake2b(publicKey.unsafeArray()).equals(keyHash), TxFault.INVALID_PUBLIC_KEY_HASH);
        checkSignature(PublicKey.secp256k1(publicKey), message);
    }

    private void unlockMultisig(LockupScript.P2mpkh lock, UnlockScript.P2mpkh unlock) {
        require(unlock.keys().size() == lock.m(), TxFault.INVALID_NUMBER_OF_PUBLIC_KEY);
        require(unlock.isOrdered(), TxFault.INVALID_P2MPKH_UNLOCK_SCRIPT);
        for (UnlockScript.IndexedKey key : unlock.keys()) {
            boolean known = key.index() >= 0 && key.index() < lock.keyHashes().size();
            require(known, TxFault.INVALID_P2MPKH_UNLOCK_SCRIPT);
            unlockKeyHash(lock.keyHashes().get(key.index()), key.publicKey(), tx.id());
        }
    }

    private void unlockGrouplessMultisig(LockupScript.P2hmpk lock, UnlockScript.P2hmpk unlock) {
        require(unlock.hash().equals(lock.hash()), TxFault.INVALID_P2HMPK_HASH);
        require(unlock.publicKeys().size() <= Limits.MAX_MULTISIG_KEYS, TxFault.TOO_MANY_KEYS_IN_MULTISIG);
        for (int index : unlock.indexes()) {
            checkSignature(unlock.publicKeys().get(index), tx.id());
        }
    }

    private void checkSignature(PublicKey key, Hash message) {
        switch (key.kind()) {
            case SECP256K1 -> {
                require(Curve.SECP256K1.verify(message, next(), key.bytes()), TxFault.INVALID_SIGNATURE);
                charge(TxGas.unlock(key.kind()));
            }
            case SECP256R1 -> {
                require(Curve.SECP256R1.verify(message, next(), key.bytes()), TxFault.INVALID_SIGNATURE);
                charge(TxGas.unlock(key.kind()));
            }
            case ED25519 -> {
                require(Ed25519Signatures.verify(message.toArray(), next(), key.bytes()), TxFault.INVALID_SIGNATURE);
                charge(TxGas.unlock(key.kind()));
            }
            case WEBAUTHN -> {
                WebAuthn payload = payload();
                require(payload.verify(message.toArray(), next(), key.bytes()), TxFault.INVALID_SIGNATURE);
                charge(TxGas.webauthn(payload.length()));
            }
        }
    }

    private WebAuthn payload() {
        try {
            return WebAuthn.take(signatures);
        } catch (FormatException e) {
            throw new TxInvalidException(
                    TxFault.INVALID_WEBAUTHN_PAYLOAD,
                    TxFault.INVALID_WEBAUTHN_PAYLOAD.officialName() + "(" + e.getMessage() + ")");
        }
    }

    private Signature next() {
        require(signatures.hasNext(), TxFault.NOT_ENOUGH_SIGNATURE);
        return signatures.next();
    }

    private void charge(int amount) {
        require(gas >= amount, TxFault.OUT_OF_GAS);
        gas -= amount;
    }
}
