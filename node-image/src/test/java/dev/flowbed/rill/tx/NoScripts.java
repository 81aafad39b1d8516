package dev.flowbed.rill.tx;

import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.rill.vm.ScriptRunner;
import java.util.List;

/** For tests of plain transfers, which run no script. */
final class NoScripts implements ScriptEmulator {
    @Override
    public ScriptRunner.Outcome run(int group, UnsignedTransaction tx, List<TxOutput.Asset> spent) {
        throw new AssertionError("a transfer ran a script");
    }

    @Override
    public int unlockGas(int group, UnsignedTransaction tx, List<TxOutput.Asset> spent, UnlockScript.P2sh unlock) {
        throw new AssertionError("a plain address ran a script");
    }
}
