package dev.flowbed.cli.command;

import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.state.PortBook;
import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.cli.terminal.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the testnets of this machine. */
@Command(
        name = "list",
        aliases = "ls",
        description = "List the testnets of this machine, or of a namespace.",
        footer = {"", "Examples:", "  flowbed list", "  flowbed list -o json"})
public final class ListCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Of a cluster: those of all namespaces.")
    private boolean everywhere;

    @Mixin
    private Output output = new Output();

    public ListCommand(Context context) {
        this.context = context;
    }

    /** One testnet as programs read it. */
    record Listed(String name, String state, int processes, String rest, String createdAt, String directory) {}

    @Override
    public Integer call() throws IOException {
        if (context.onCluster()) {
            return onCluster(new ClusterCare(context).list(everywhere));
        }
        List<Listed> all = new ArrayList<>();
        for (LocalTestnet testnet : LocalTestnet.all(context.machine())) {
            all.add(listed(testnet));
        }
        if (output.isForPrograms()) {
            context.out().println(output.text(all));
            return ExitCode.OK;
        }
        if (all.isEmpty()) {
            context.out().println("There are no testnets. Try: flowbed up examples/quickstart.yaml");
            return ExitCode.OK;
        }
        Table table = new Table("TESTNET", "STATE", "PROCESSES", "REST", "CREATED");
        all.forEach(one -> table.row(one.name(), one.state(), one.processes(), one.rest(), one.createdAt()));
        table.lines().forEach(context.out()::println);
        return ExitCode.OK;
    }

    private int onCluster(List<ClusterCare.Listed> all) throws IOException {
        if (output.isForPrograms()) {
            context.out().println(output.text(all));
            return ExitCode.OK;
        }
        if (all.isEmpty()) {
            context.out().println("There are no testnets.");
            return ExitCode.OK;
        }
        Table table = new Table("NAMESPACE", "TESTNET", "STATE", "NODES", "HEIGHT", "REST", "CREATED");
        all.forEach(one -> table.row(
                one.namespace(),
                one.name(),
                one.state(),
                shown(one.nodes()),
                shown(one.height()),
                shown(one.rest()),
                shown(one.createdAt())));
        table.lines().forEach(context.out()::println);
        return ExitCode.OK;
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    private static Listed listed(LocalTestnet testnet) throws IOException {
        int processes = testnet.processes().leaders().size();
        Optional<RuntimeState> state = testnet.dir().state();
        return new Listed(
                testnet.name(),
                state(testnet, state, processes),
                processes,
                rest(testnet.dir().ports()),
                state.map(RuntimeState::createdAt).map(ListCommand::toSeconds).orElse("-"),
                testnet.dir().path().toString());
    }

    private static String state(LocalTestnet testnet, Optional<RuntimeState> state, int processes) throws IOException {
        if (testnet.dir().isSupervised()) {
            return "Running";
        }
        if (processes > 0) {
            return "Unsupervised";
        }
        return state.map(last -> last.phase() == RuntimeState.Phase.RUNNING
                        ? "Lost"
                        : capitalised(last.phase().name()))
                .orElse("Down");
    }

    private static String capitalised(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String rest(PortBook ports) {
        return ports.ports().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/rest"))
                .findFirst()
                .map(entry -> "http://127.0.0.1:" + entry.getValue())
                .orElse("-");
    }

    private static String toSeconds(String instant) {
        return instant.replaceAll("\\.[0-9]+", "");
    }
}
