package dev.flowbed.rill.tx;

import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.rill.vm.ScriptRunner;
import dev.flowbed.rill.vm.VmException;
import java.util.List;

/** Runs scripts of transactions that are not signed yet, as they would run in the next block (flow/.../TxScriptEmulator.scala). */
public interface ScriptEmulator {
    /**
     * Runs a transaction's script.
     *
     * @param group the group of its inputs
     * @param spent the outputs that the inputs spend
     * @throws VmException when it fails
     */
    ScriptRunner.Outcome run(int group, UnsignedTransaction tx, List<TxOutput.Asset> spent);
}
