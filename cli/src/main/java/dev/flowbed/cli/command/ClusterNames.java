package dev.flowbed.cli.command;

import dev.flowbed.cli.cluster.Cluster;
import dev.flowbed.cli.cluster.ClusterTestnet;
import dev.flowbed.crds.testnet.Testnet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the testnet of a cluster that a command is about. */
final class ClusterNames {
    private ClusterNames() {}

    /** The named one, or the only one of the namespace. */
    static ClusterTestnet find(Cluster cluster, @Nullable String name) {
        List<String> all = cluster.testnets().stream()
                .map(Testnet::getMetadata)
                .map(metadata -> metadata.getName())
                .sorted()
                .toList();
        String known = all.isEmpty() ? "there is none" : "there is " + String.join(", ", all);
        if (name != null && !all.contains(name)) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND, "there is no testnet " + name, "(" + known + " in " + cluster.where() + ")");
        }
        if (name == null && all.size() != 1) {
            throw all.isEmpty()
                    ? new CommandFailure(
                            ExitCode.NOT_FOUND,
                            "there is no testnet in " + cluster.where(),
                            "Try: " + cluster.command() + " up examples/quickstart.yaml")
                    : new CommandFailure(ExitCode.INVALID, "say which testnet: " + known);
        }
        return cluster.named(name == null ? all.get(0) : name);
    }
}
