package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.rill.state.AssetUtxo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts chosen inputs, destinations and change together (model/UnsignedTransaction.scala). */
record TxAssembly(int networkId) {
    /** A transaction and how many of its outputs, at the end, are change. */
    record Assembled(UnsignedTransaction tx, int change) {}

    /** A transfer of one sender, change back to the sender at the end. */
    Assembled transfer(Sender sender, List<AssetUtxo> inputs, List<Destination> to, int gas, U256 gasPrice) {
        checkInputs(inputs);
        checkDestinations(to);
        List<TxOutput.Asset> outputs = outputs(to);
        List<TxOutput.Asset> change = change(sender, inputs, outputs, gasPrice.times(gas));
        TxBuildException.require(
                outputs.size() + change.size() <= Limits.MAX_OUTPUTS,
                "Too many outputs for the transfer, consider to reduce the amount to send.");
        List<TxOutput.Asset> all = new ArrayList<>(outputs);
        all.addAll(change);
        return new Assembled(transaction(gas, gasPrice, inputs(sender, inputs), all), change.size());
    }

    /**
     * A transaction of one sender with a script.
     *
     * @param approved what is left to the script, if it takes assets at all
     * @param dust ALPH that is left to the script besides, for least amounts of outputs
     */
    UnsignedTransaction withScript(
            Sender sender,
            ScriptCode script,
            List<AssetUtxo> inputs,
            ScriptAmounts approved,
            U256 dust,
            int gas,
            U256 gasPrice) {
        checkInputs(inputs);
        List<TxOutput.Asset> left = script.usesPreapprovedAssets()
                ? outputs(new Destination(sender.lockup(), approved.approved(), approved.tokens(), 0, Bytes.EMPTY))
                : List.of();
        List<TxOutput.Asset> change =
                change(sender, inputs, left, gasPrice.times(gas).plus(dust));
        return new UnsignedTransaction(
                UnsignedTransaction.VERSION,
                networkId,
                Optional.of(script),
                gas,
                gasPrice,
                inputs(sender, inputs),
                change);
    }

    /** The same inputs and script as they are tried out: each input unlocks by itself. */
    UnsignedTransaction trial(
            Sender sender,
            ScriptCode script,
            List<AssetUtxo> inputs,
            List<TxOutput.Asset> outputs,
            int gas,
            U256 gasPrice) {
        List<TxInput> unlocked = inputs.stream()
                .map(utxo -> new TxInput(utxo.ref(), sender.unlock()))
                .toList();
        return new UnsignedTransaction(
                UnsignedTransaction.VERSION, networkId, Optional.of(script), gas, gasPrice, unlocked, outputs);
    }

    /** A transaction of several senders whose change is among the destinations. */
    UnsignedTransaction ofMany(List<Payment> payments, List<Destination> to, int gas, U256 gasPrice) {
        List<AssetUtxo> spent =
                payments.stream().flatMap(payment -> payment.utxos().stream()).toList();
        checkInputs(spent);
        List<TxOutput.Asset> outputs = outputs(to);
        checkDestinations(to);
        U256 alphLeft = AlphSums.remainder(amounts(spent), outputAmounts(outputs), gasPrice.times(gas));
        TxBuildException.require(alphLeft.isZero(), "Inputs' Alph don't sum up to outputs and gas fee");
        List<TokenAmount> tokensLeft = TokenSums.remainder(AlphSums.tokensOf(spent), tokens(outputs));
        TxBuildException.require(tokensLeft.isEmpty(), "Inputs' tokens don't sum up to outputs' tokens");
        List<TxInput> inputs = new ArrayList<>();
        payments.forEach(payment -> inputs.addAll(inputs(payment.sender(), payment.utxos())));
        return transaction(gas, gasPrice, inputs, outputs);
    }

    /** What one of several senders spends. */
    record Payment(Sender sender, List<AssetUtxo> utxos) {}

    private UnsignedTransaction transaction(
            int gas, U256 gasPrice, List<TxInput> inputs, List<TxOutput.Asset> outputs) {
        return new UnsignedTransaction(
                UnsignedTransaction.VERSION, networkId, Optional.empty(), gas, gasPrice, inputs, outputs);
    }

    private static List<TxInput> inputs(Sender sender, List<AssetUtxo> utxos) {
        List<TxInput> inputs = new ArrayList<>(utxos.size());
        for (AssetUtxo utxo : utxos) {
            UnlockScript unlock = inputs.isEmpty() ? sender.unlock() : new UnlockScript.SameAsPrevious();
            inputs.add(new TxInput(utxo.ref(), unlock));
        }
        return inputs;
    }

    private static void checkInputs(List<AssetUtxo> inputs) {
        TxBuildException.require(
                inputs.size() <= Limits.MAX_INPUTS,
                "Too many inputs for the transfer, consider to reduce the amount to send, or use the `sweep-address`"
                        + " endpoint to consolidate the inputs first");
        Set<TxOutputRef> refs = new HashSet<>();
        inputs.forEach(input -> refs.add(input.ref()));
        TxBuildException.require(refs.size() == inputs.size(), "Inputs not unique");
    }

    private static void checkDestinations(List<Destination> to) {
        for (Destination destination : to) {
            TxBuildException.require(
                    destination.amount().compareTo(Limits.DUST) >= 0,
                    "Tx output value is too small, avoid spreading dust");
        }
        boolean zero = to.stream()
                .flatMap(destination -> destination.tokens().stream())
                .anyMatch(token -> token.amount().isZero());
        TxBuildException.require(!zero, "Value is Zero for one or many tokens in the transaction output");
    }

    private static List<TxOutput.Asset> outputs(List<Destination> to) {
        return to.stream().flatMap(destination -> outputs(destination).stream()).toList();
    }

    /** One output per token with the least ALPH, then one with the ALPH that is left, if any. */
    private static List<TxOutput.Asset> outputs(Destination to) {
        List<TxOutput.Asset> outputs = new ArrayList<>();
        for (TokenAmount token : to.tokens()) {
            outputs.add(new TxOutput.Asset(Limits.DUST, to.lockup(), to.lockTime(), List.of(token), to.data()));
        }
        U256 left = to.amount().tryMinus(Limits.DUST.times(to.tokens().size())).orElse(U256.ZERO);
        if (!left.isZero()) {
            outputs.add(
                    new TxOutput.Asset(U256.max(left, Limits.DUST), to.lockup(), to.lockTime(), List.of(), to.data()));
        }
        return outputs;
    }

    private static List<TxOutput.Asset> change(
            Sender sender, List<AssetUtxo> inputs, List<TxOutput.Asset> outputs, U256 gasFee) {
        U256 alph = AlphSums.remainder(amounts(inputs), outputAmounts(outputs), gasFee);
        List<TokenAmount> tokens = TokenSums.remainder(AlphSums.tokensOf(inputs), tokens(outputs));
        return change(sender, alph, tokens).stream()
                .flatMap(destination -> outputs(destination).stream())
                .toList();
    }

    /** What a sender gets back, none or one destination. */
    static List<Destination> change(Sender sender, U256 alph, List<TokenAmount> tokens) {
        if (alph.isZero() && tokens.isEmpty()) {
            return List.of();
        }
        U256 tokenDust = Limits.DUST.times(tokens.size());
        U256 allDust = tokenDust.plus(Limits.DUST);
        if (alph.equals(tokenDust) || alph.compareTo(allDust) >= 0) {
            return List.of(new Destination(sender.lockup(), alph, tokens, 0, Bytes.EMPTY));
        } else if (tokens.isEmpty()) {
            throw TxBuildException.failed(
                    "Not enough ALPH for ALPH change output, expected " + Limits.DUST + ", got " + alph);
        } else if (alph.compareTo(tokenDust) < 0) {
            throw TxBuildException.failed(
                    "Not enough ALPH for token change output, expected " + tokenDust + ", got " + alph);
        }
        throw TxBuildException.failed(
                "Not enough ALPH for ALPH and token change output, expected " + allDust + ", got " + alph);
    }

    private static List<U256> amounts(List<AssetUtxo> utxos) {
        return utxos.stream().map(utxo -> utxo.output().amount()).toList();
    }

    private static List<U256> outputAmounts(List<TxOutput.Asset> outputs) {
        return outputs.stream().map(TxOutput.Asset::amount).toList();
    }

    private static List<TokenAmount> tokens(List<TxOutput.Asset> outputs) {
        return outputs.stream().flatMap(output -> output.tokens().stream()).toList();
    }
}
