package dev.flowbed.rill.tx;

import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.rill.vm.ScriptRunner;
import java.util.List;

/** For tests of plain transfers, which run no script. */
final class NoScripts implements ScriptEmulator {
    @Override
    public ScriptRunner.Outcome run(int group, UnsignedTransaction tx, List<TxOutput.Asset> spent) {
        throw new AssertionError("a transfer ran a script");
    }
}
