package dev.flowbed.rill.flow;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.ScriptCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A transaction in the making, every part of which can be changed. */
final class TxDraft {
    int version = UnsignedTransaction.VERSION;
    int networkId = 4;
    Optional<ScriptCode> script = Optional.empty();
    int gas;
    U256 gasPrice;
    final List<TxInput> inputs = new ArrayList<>();
    final List<TxOutput.Asset> outputs = new ArrayList<>();
    boolean scriptOk = true;
    final List<TxOutputRef> contractInputs = new ArrayList<>();
    final List<TxOutput> generated = new ArrayList<>();
    final List<Signature> signatures = new ArrayList<>();
    final List<Signature> scriptSignatures = new ArrayList<>();

    TxDraft(int gas, U256 gasPrice) {
        this.gas = gas;
        this.gasPrice = gasPrice;
    }

    static TxDraft of(Transaction tx) {
        UnsignedTransaction unsigned = tx.unsigned();
        TxDraft draft = new TxDraft(unsigned.gasAmount(), unsigned.gasPrice());
        draft.version = unsigned.version();
        draft.networkId = unsigned.networkId();
        draft.script = unsigned.script();
        draft.inputs.addAll(unsigned.inputs());
        draft.outputs.addAll(unsigned.fixedOutputs());
        draft.scriptOk = tx.scriptExecutionOk();
        draft.contractInputs.addAll(tx.contractInputs());
        draft.generated.addAll(tx.generatedOutputs());
        draft.signatures.addAll(tx.inputSignatures());
        draft.scriptSignatures.addAll(tx.scriptSignatures());
        return draft;
    }

    /** A transaction with something changed, its signatures left as they are. */
    static Transaction changed(Transaction tx, Consumer<TxDraft> change) {
        TxDraft draft = of(tx);
        change.accept(draft);
        return draft.done();
    }

    /** The same, signed anew by the one key that its inputs need. */
    static Transaction resigned(Transaction tx, PrivateKey key, Consumer<TxDraft> change) {
        TxDraft draft = of(tx);
        change.accept(draft);
        return draft.signed(id -> List.of(key.sign(id)));
    }

    UnsignedTransaction unsigned() {
        return new UnsignedTransaction(version, networkId, script, gas, gasPrice, inputs, outputs);
    }

    Transaction done() {
        return new Transaction(unsigned(), scriptOk, contractInputs, generated, signatures, scriptSignatures);
    }

    Transaction signed(Function<Hash, List<Signature>> signer) {
        signatures.clear();
        signatures.addAll(signer.apply(unsigned().id()));
        return done();
    }

    TransactionTemplate template(Function<Hash, List<Signature>> signer) {
        return signed(signer).toTemplate();
    }

    /** Changes the output at a place. */
    void output(int index, Function<TxOutput.Asset, TxOutput.Asset> change) {
        outputs.set(index, change.apply(outputs.get(index)));
    }
}
