package dev.flowbed.rill.tx;

import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.vm.BlockEnv;
import dev.flowbed.rill.vm.ContractRunner;
import dev.flowbed.rill.vm.ScriptRunner;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Runs scripts on the newest state of a running node. */
public record FlowScriptEmulator(BlockFlow flow, InstantSource clock) implements ScriptEmulator {
    @Override
    public ScriptRunner.Outcome run(int group, UnsignedTransaction tx, List<TxOutput.Asset> spent) {
        return ContractRunner.dryRun(flow.groupView(group).worldState().fork(), block(group), tx, spent);
    }

    private BlockEnv block(int group) {
        ChainIndex chain = new ChainIndex(group, group);
        return new BlockEnv(
                chain,
                flow.broker().groups(),
                flow.network().networkId(),
                clock.millis(),
                flow.nextTarget(chain).value(),
                Optional.of(flow.tip(chain).hash()));
    }
}
