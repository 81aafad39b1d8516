package dev.flowbed.cli.command;

import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.process.LogFile;
import dev.flowbed.cli.terminal.LogFollower;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what processes wrote. */
@Command(
        name = "logs",
        description = "Show the logs of a node, a miner or, as `flowbed`, the supervisor; of all when none is named.",
        footer = {
            "",
            "Examples:",
            "  flowbed logs                          the last lines of every process",
            "  flowbed logs quickstart-c0-b0 -f      follow one node",
            "  flowbed logs flowbed -n 100           what the supervisor did"
        })
public final class LogsCommand implements Callable<Integer> {
    private static final String SUFFIX = ".log";

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
        LocalTestnet found = context.testnet(testnet);
        List<Path> logs = logs(found);
        String wanted = node;
        if (wanted != null) {
            logs = List.of(one(logs, wanted));
        }
        boolean prefixed = logs.size() > 1;
        for (Path log : logs) {
            for (String line : new LogFile(log).last(lines)) {
                context.out().println(prefixed ? name(log) + " | " + line : line);
            }
        }
        if (follow) {
            new LogFollower(logs, (log, line) -> context.out().println(prefixed ? name(log) + " | " + line : line))
                    .follow();
        }
        return ExitCode.OK;
    }

    private static List<Path> logs(LocalTestnet testnet) throws IOException {
        Path folder = testnet.dir().logs();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private static Path one(List<Path> logs, String wanted) {
        List<Path> exact = logs.stream().filter(log -> name(log).equals(wanted)).toList();
        List<Path> ending =
                logs.stream().filter(log -> name(log).endsWith("-" + wanted)).toList();
        List<Path> found = exact.isEmpty() ? ending : exact;
        if (found.size() != 1) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    (found.isEmpty() ? "nothing is called " : "several are called ") + wanted + "; there is "
                            + String.join(
                                    ", ", logs.stream().map(LogsCommand::name).toList()));
        }
        return found.get(0);
    }

    private static String name(Path log) {
        String file = log.getFileName().toString();
        return file.substring(0, file.length() - SUFFIX.length());
    }
}
