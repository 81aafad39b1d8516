package dev.flowbed.cli.command;

import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.local.Machine;
import dev.flowbed.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every command works with.
 *
 * @param machine the testnets and processes of this machine
 * @param environment the variables of this process
 * @param terminal what standard output is
 * @param out for what was asked
 * @param err for what went wrong, and for progress when {@code out} is read by a program
 */
public record Context(
        Machine machine, Map<String, String> environment, Terminal terminal, PrintStream out, PrintStream err) {

    /** The testnet that is meant: the named one, or the only one. */
    public LocalTestnet testnet(@Nullable String name) throws IOException {
        List<LocalTestnet> all = LocalTestnet.all(machine);
        if (name == null) {
            return only(all);
        }
        return all.stream()
                .filter(testnet -> testnet.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.NOT_FOUND, "there is no testnet " + name + "; " + known(all)));
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
        throw new CommandFailure(ExitCode.INVALID, "say which testnet; " + known(all));
    }

    private static String known(List<LocalTestnet> all) {
        return all.isEmpty()
                ? "there is none"
                : "there is "
                        + String.join(", ", all.stream().map(LocalTestnet::name).toList());
    }
}
