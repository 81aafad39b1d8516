package dev.flowbed.cli.command;

import dev.flowbed.cli.cluster.Cluster;
import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.local.LocalView;
import dev.flowbed.cli.local.Machine;
import dev.flowbed.cli.state.EndedTestnets;
import dev.flowbed.cli.terminal.Terminal;
import dev.flowbed.cli.view.TestnetView;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every command works with: this machine, unless the options say a cluster.
 *
 * @param machine the testnets and processes of this machine
 * @param environment the variables of this process
 * @param terminal what standard output is
 * @param out for what was asked
 * @param err for what went wrong, and for progress when {@code out} is read by a program
 * @param options which cluster is meant, if one is
 */
public record Context(
        Machine machine,
        Map<String, String> environment,
        Terminal terminal,
        PrintStream out,
        PrintStream err,
        ClusterOptions options) {

    public Context(
            Machine machine, Map<String, String> environment, Terminal terminal, PrintStream out, PrintStream err) {
        this(machine, environment, terminal, out, err, new ClusterOptions());
    }

    /** Whether testnets of a cluster are meant. */
    public boolean onCluster() {
        return options.isAsked(environment);
    }

    /** The cluster that is meant. */
    Cluster cluster() {
        return Cluster.of(options.address(environment), machine.clock());
    }

    /** The testnet that is meant, wherever it runs: the named one, or the only one. */
    TestnetView view(@Nullable String name) throws IOException {
        return onCluster() ? ClusterNames.find(cluster(), name) : new LocalView(testnet(name));
    }

    /** The testnet of this machine that is meant: the named one, or the only one. */
    public LocalTestnet testnet(@Nullable String name) throws IOException {
        List<LocalTestnet> all = LocalTestnet.all(machine);
        if (name == null) {
            return only(all);
        }
        return all.stream()
                .filter(testnet -> testnet.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, all));
    }

    private CommandFailure unknown(String name, List<LocalTestnet> all) {
        List<String> details = new ArrayList<>();
        ended(name).ifPresent(end -> details.add("It ended at " + end.at() + ": " + end.why() + "."));
        details.add("(" + known(all) + " in " + machine.root().path() + ")");
        return new CommandFailure(ExitCode.NOT_FOUND, "there is no testnet " + name, details);
    }

    private Optional<EndedTestnets.Entry> ended(String name) {
        try {
            return machine.root().ended().last(name);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private LocalTestnet only(List<LocalTestnet> all) {
        if (all.size() == 1) {
            return all.get(0);
        }
        if (all.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "there is no testnet yet",
                    "Try: flowbed up examples/quickstart.yaml",
                    "(testnets are looked for in " + machine.root().path() + ")");
        }
        throw new CommandFailure(ExitCode.INVALID, "say which testnet: " + known(all));
    }

    private static String known(List<LocalTestnet> all) {
        return all.isEmpty()
                ? "there is none"
                : (all.size() == 1 ? "there is " : "there are ")
                        + String.join(", ", all.stream().map(LocalTestnet::name).toList());
    }
}
