package dev.flowbed.cli.command;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.cli.follow.Verdict;
import dev.flowbed.cli.local.Application;
import dev.flowbed.cli.local.Detaching;
import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.local.Refused;
import dev.flowbed.cli.state.HeldLock;
import dev.flowbed.cli.state.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
                    + " supervisor are adopted as they are."
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
        LocalTestnet found = context.testnet(testnet);
        Instant since = context.machine().clock().instant();
        try (HeldLock lock = Commands.lock(found)) {
            if (!found.dir().isSupervised()) {
                applySame(found);
                Detaching.start(found);
            }
        }
        Raising raising = new Raising(context, found, output, since);
        Verdict verdict = raising.follow(patience);
        if (verdict.kind() != Verdict.Kind.REACHED) {
            throw raising.failure(verdict, patience);
        }
        raising.welcome(
                verdict, Duration.between(since, context.machine().clock().instant()), false);
        return ExitCode.OK;
    }

    /** Gives it ports again when it was down, and checks that all it needs is still there. */
    private static void applySame(LocalTestnet testnet) throws IOException {
        TestnetResources resources = testnet.resources();
        try {
            new Application(testnet)
                    .apply(new Application.Request(
                            resources, List.of(), existing -> List.of(), Optional.empty(), false, Settings.NONE));
        } catch (Refused e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()), e.reasons());
        }
    }
}
