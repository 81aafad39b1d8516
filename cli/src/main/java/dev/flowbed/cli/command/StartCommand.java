package dev.flowbed.cli.command;

import dev.flowbed.cli.follow.Verdict;
import dev.flowbed.cli.local.Detaching;
import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.local.LocalView;
import dev.flowbed.cli.state.HeldLock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a testnet again. */
@Command(
        name = "start",
        description = {
            "Start a stopped testnet again, in the background, with its chains and ports. Processes that still run without a"
                    + " supervisor are adopted as they are. A port of metrics that somebody else has taken meanwhile moves;"
                    + " with a node's port it cannot start. Its idle time begins anew."
        },
        footer = {"", "Examples:", "  flowbed start", "  flowbed start quickstart --timeout 30s"})
public final class StartCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "TESTNET", description = "Not needed when there is only one.")
    private @Nullable String testnet;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "120s",
            description = "How long it may take to become Ready (default: ${DEFAULT-VALUE}).")
    private String timeout = "120s";

    @Mixin
    private Output output = new Output();

    public StartCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Duration patience = Commands.duration(timeout, "--timeout");
        if (context.onCluster()) {
            return new ClusterCare(context).start(testnet, patience, output);
        }
        LocalTestnet found = context.testnet(testnet);
        Instant since = context.machine().clock().instant();
        try (HeldLock lock = Commands.lock(found)) {
            if (!found.dir().isSupervised()) {
                new Applying(found, output.isForPrograms() ? context.err()::println : context.out()::println)
                        .applySame();
                new Detaching(found).start();
            }
        }
        Raising raising = new Raising(context, new LocalView(found), output, since);
        Verdict verdict = raising.follow(patience);
        if (verdict.kind() != Verdict.Kind.REACHED) {
            throw raising.failure(
                    verdict,
                    patience,
                    "It is not given up: `flowbed status` tells how it gets on, `flowbed stop` ends it.");
        }
        if (output.isForPrograms()) {
            context.out().println(output.text(StatusCommand.list(raising.resources())));
        } else {
            raising.welcome(
                    verdict, Duration.between(since, context.machine().clock().instant()), false);
        }
        return ExitCode.OK;
    }
}
