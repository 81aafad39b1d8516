package dev.flowbed.cli.command;

import dev.flowbed.cli.cluster.ClusterFailure;
import dev.flowbed.cli.view.ProcessLogs;
import dev.flowbed.cli.view.ShortName;
import dev.flowbed.cli.view.TestnetView;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what processes wrote. */
@Command(
        name = "logs",
        description =
                "Show the logs of a node, a miner or, as `flowbed`, the supervisor or operator; of all when none is named.",
        footer = {
            "",
            "Examples:",
            "  flowbed logs                          the last lines of every process",
            "  flowbed logs quickstart-c0-b0 -f      follow one node",
            "  flowbed logs flowbed -n 100           what the supervisor did, or on a cluster the operator"
        })
public final class LogsCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(
            arity = "0..1",
            paramLabel = "NODE",
            description = "A node or miner; the end of its name is enough when it is unique.")
    private @Nullable String node;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as lines are written, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "20",
            description = "How many lines of each log (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(
            names = {"-t", "--testnet"},
            paramLabel = "TESTNET",
            description = "The testnet; not needed when there is only one.")
    private @Nullable String testnet;

    public LogsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (TestnetView found = context.view(testnet)) {
            show(found.logs());
        }
        return ExitCode.OK;
    }

    private void show(ProcessLogs logs) throws IOException, InterruptedException {
        List<String> wanted = node == null
                ? logs.names()
                : List.of(new ShortName(node)
                        .among(logs.names(), name -> name, message -> new CommandFailure(ExitCode.NOT_FOUND, message)));
        boolean prefixed = wanted.size() > 1;
        for (String process : wanted) {
            for (String line : prefixed ? lastIfReadable(logs, process, lines) : logs.last(process, lines)) {
                context.out().println(prefixed ? process + " | " + line : line);
            }
        }
        if (follow) {
            logs.follow(wanted, (process, line) -> context.out().println(prefixed ? process + " | " + line : line));
        }
    }

    /** Among the logs of all, one that this user may not read is said to be so. */
    private static List<String> lastIfReadable(ProcessLogs logs, String process, int lines) throws IOException {
        try {
            return logs.last(process, lines);
        } catch (ClusterFailure e) {
            return List.of("(" + e.getMessage() + ")");
        }
    }
}
