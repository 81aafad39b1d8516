package dev.flowbed.rill.validation;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.UnlockScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Outputs to spend and a transaction in the making, valid unless a test changes it. */
final class TxFixture {
    static final int GROUPS = 4;
    static final int NETWORK = 4;
    static final PrivateKey ALICE = Wallet.devnet().keyOfGroup(0, GROUPS, 0);
    static final LockupScript.Asset CAROL =
            Wallet.devnet().keyOfGroup(1, GROUPS, 0).lockupScript();
    static final U256 FEE = Limits.MIN_GAS_PRICE.times(Limits.MIN_GAS);

    final Map<TxOutputRef, TxOutput> unspent = new HashMap<>();
    final List<TxInput> inputs = new ArrayList<>();
    final List<TxOutput.Asset> outputs = new ArrayList<>();
    final List<Signature> scriptSignatures = new ArrayList<>();
    int version = UnsignedTransaction.VERSION;
    int networkId = NETWORK;
    int gas = Limits.MIN_GAS;
    U256 gasPrice = Limits.MIN_GAS_PRICE;
    Optional<ScriptCode> script = Optional.empty();
    private int count;

    /** Alice pays Carol 1 ALPH of her 2; what the fee leaves comes back. */
    static TxFixture transfer() {
        TxFixture tx = new TxFixture();
        tx.spend(Alph.of(2), ALICE.lockupScript(), new UnlockScript.P2pkh(ALICE.publicKey()));
        tx.outputs.add(TxOutput.Asset.of(Alph.ONE, CAROL));
        tx.outputs.add(TxOutput.Asset.of(Alph.ONE.minus(FEE), ALICE.lockupScript()));
        return tx;
    }

    /** Somebody sends all of 1 ALPH to Carol. */
    static TxFixture from(LockupScript.Asset lockup, UnlockScript unlock) {
        TxFixture tx = new TxFixture();
        tx.spend(Alph.ONE, lockup, unlock);
        tx.outputs.add(TxOutput.Asset.of(Alph.ONE.minus(FEE), CAROL));
        return tx;
    }

    TxOutputRef spend(U256 amount, LockupScript.Asset lockup, UnlockScript unlock) {
        return spend(TxOutput.Asset.of(amount, lockup), unlock);
    }

    TxOutputRef spend(TxOutput.Asset output, UnlockScript unlock) {
        TxOutputRef ref = TxOutputRef.of(Hash.blake2b(new byte[] {(byte) count++}), 0, output);
        unspent.put(ref, output);
        inputs.add(new TxInput(ref, unlock));
        return ref;
    }

    UnsignedTransaction unsigned() {
        return new UnsignedTransaction(version, networkId, script, gas, gasPrice, inputs, outputs);
    }

    TransactionTemplate signed(Function<Hash, List<Signature>> signer) {
        UnsignedTransaction unsigned = unsigned();
        return new TransactionTemplate(unsigned, signer.apply(unsigned.id()), scriptSignatures);
    }

    TransactionTemplate signedByAlice() {
        return signed(id -> List.of(ALICE.sign(id)));
    }

    Optional<TxOutput> find(TxOutputRef ref) {
        return Optional.ofNullable(unspent.get(ref));
    }
}
