package dev.flowbed.cli.command;

import dev.flowbed.cli.status.StatusText;
import dev.flowbed.cli.terminal.LiveBlock;
import dev.flowbed.cli.view.TestnetView;
import dev.flowbed.status.StatusReport;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how a testnet is. */
@Command(
        name = "status",
        description = {
            "Say how a testnet is: its conditions, nodes, chains, miners and endpoints.",
            "Exit code 0 when it is Ready, 1 otherwise."
        },
        footer = {
            "",
            "Examples:",
            "  flowbed status",
            "  flowbed status --watch",
            "  flowbed status -o yaml      the resources with their status, as in a cluster"
        })
public final class StatusCommand implements Callable<Integer> {
    private static final long PAUSE_MILLIS = 1_000;

    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "TESTNET", description = "Not needed when there is only one.")
    private @Nullable String testnet;

    @Option(
            names = {"-w", "--watch"},
            description = "Show it anew every second, until Ctrl-C.")
    private boolean watch;

    @Mixin
    private Output output = new Output();

    public StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (TestnetView found = context.view(testnet)) {
            if (watch) {
                Commands.require(
                        !output.isForPrograms(), "--watch is for people: programs use `status -o json`, or `wait`");
                watch(found);
            }
            StatusReport report = found.report();
            if (output.isForPrograms()) {
                context.out().println(output.text(list(found.resources(report))));
            } else {
                text(found, report).forEach(context.out()::println);
            }
            return report.isReady() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private void watch(TestnetView found) throws IOException, InterruptedException {
        LiveBlock block = new LiveBlock(context.out(), context.terminal());
        while (true) {
            List<String> lines = text(found, found.report());
            if (context.terminal().live()) {
                block.draw(lines);
            } else {
                lines.forEach(context.out()::println);
                context.out().println();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private List<String> text(TestnetView found, StatusReport report) throws IOException {
        Instant now = context.machine().clock().instant();
        return new StatusText(context.terminal(), now).lines(found.headline(report, context.terminal()), report);
    }

    /** Resources as a cluster would list them. */
    static Map<String, Object> list(List<HasMetadata> items) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("apiVersion", "v1");
        list.put("kind", "List");
        list.put("items", items);
        return list;
    }
}
