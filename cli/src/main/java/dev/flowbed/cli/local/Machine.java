package dev.flowbed.cli.local;

import dev.flowbed.cli.process.ProcessTable;
import dev.flowbed.cli.state.StateRoot;
import java.time.Clock;

/**
 * This machine, as the runtime uses it.
 *
 * @param root where testnets are remembered
 * @param installation where the programs are
 * @param table the processes that run
 * @param clock the time
 */
public record Machine(StateRoot root, Installation installation, ProcessTable table, Clock clock) {
    /** A testnet of this machine, whether it exists or not. */
    public LocalTestnet testnet(String name) {
        return new LocalTestnet(root.testnet(name), this);
    }
}
