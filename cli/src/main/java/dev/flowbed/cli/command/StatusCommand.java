package dev.flowbed.cli.command;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.local.StatusSource;
import dev.flowbed.cli.status.StatusText;
import dev.flowbed.cli.terminal.LiveBlock;
import dev.flowbed.status.ChildResources;
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
        LocalTestnet found = context.testnet(testnet);
        if (found.dir().ports().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    found.name() + " is down; `flowbed start " + found.name() + "` starts it with its chains");
        }
        if (watch) {
            Commands.require(
                    !output.isForPrograms(), "--watch is for people: programs use `status -o json`, or `wait`");
            watch(found);
        }
        StatusReport report = StatusSource.now(found);
        if (output.isForPrograms()) {
            context.out().println(output.text(list(items(found, report))));
        } else {
            text(found, report).forEach(context.out()::println);
        }
        return report.isReady() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void watch(LocalTestnet found) throws IOException, InterruptedException {
        LiveBlock block = new LiveBlock(context.out(), context.terminal());
        while (true) {
            List<String> lines = text(found, StatusSource.now(found));
            if (context.terminal().live()) {
                block.draw(lines);
            } else {
                lines.forEach(context.out()::println);
                context.out().println();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private List<String> text(LocalTestnet found, StatusReport report) throws IOException {
        Instant now = context.machine().clock().instant();
        return new StatusText(context.terminal(), now)
                .lines(
                        found.name(),
                        report,
                        found.dir().isSupervised(),
                        found.processes().leaders().size(),
                        found.dir().state().orElse(null));
    }

    /** All resources of a testnet with their status. */
    static List<HasMetadata> items(LocalTestnet testnet, StatusReport report) throws IOException {
        TestnetResources resources = testnet.resources();
        return ChildResources.withStatus(resources, testnet.blueprint(resources), report);
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
