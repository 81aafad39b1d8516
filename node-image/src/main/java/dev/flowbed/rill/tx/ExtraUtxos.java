package dev.flowbed.rill.tx;

import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.state.OutputOrigin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What transactions that were just built, and are not submitted yet, make and spend: the next of a chain builds upon it
 * (flow/.../ExtraUtxosInfo.scala).
 */
public record ExtraUtxos(List<AssetUtxo> made, Set<TxOutputRef> spent) {
    /** Nothing was built before. */
    public static final ExtraUtxos NONE = new ExtraUtxos(List.of(), Set.of());

    public ExtraUtxos {
        made = List.copyOf(made);
        spent = Set.copyOf(spent);
    }

    /** With one more transaction built. */
    public ExtraUtxos after(UnsignedTransaction tx) {
        Set<TxOutputRef> allSpent = new HashSet<>(spent);
        tx.inputs().forEach(input -> allSpent.add(input.outputRef()));
        List<AssetUtxo> allMade = new ArrayList<>(made);
        allMade.removeIf(utxo -> allSpent.contains(utxo.ref()));
        allMade.addAll(outputsOf(tx));
        return new ExtraUtxos(allMade, allSpent);
    }

    /** With outputs that a script is expected to make. */
    public ExtraUtxos with(List<AssetUtxo> generated) {
        List<AssetUtxo> all = new ArrayList<>(made);
        all.addAll(generated);
        return new ExtraUtxos(all, spent);
    }

    /** The outputs of a transaction as if it waited already. */
    static List<AssetUtxo> outputsOf(UnsignedTransaction tx) {
        List<TxOutput.Asset> outputs = tx.fixedOutputs();
        List<TxOutputRef> refs = tx.fixedOutputRefs();
        List<AssetUtxo> utxos = new ArrayList<>(outputs.size());
        for (int i = 0; i < outputs.size(); i++) {
            utxos.add(new AssetUtxo(refs.get(i), outputs.get(i), OutputOrigin.MEMPOOL));
        }
        return utxos;
    }

    /** The outputs of an address, given those that are there without. */
    List<AssetUtxo> merge(List<AssetUtxo> utxos, LockupScript.Asset lockup) {
        List<AssetUtxo> merged = new ArrayList<>();
        made.stream()
                .filter(utxo -> utxo.output().lockupScript().equals(lockup))
                .forEach(merged::add);
        utxos.stream().filter(utxo -> !spent.contains(utxo.ref())).forEach(merged::add);
        return merged;
    }
}
