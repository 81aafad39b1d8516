package dev.flowbed.cli.command;

import dev.flowbed.cli.local.Detaching;
import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.state.Desired;
import dev.flowbed.cli.state.HeldLock;
import dev.flowbed.cli.state.Json;
import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.cli.view.ShortName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restarts one process. */
@Command(
        name = "restart",
        description = {
            "Restart a node or a miner. Where the client needs its whole clique to restart as one, that is what happens."
        },
        footer = {"", "Examples:", "  flowbed restart quickstart-c0-b1", "  flowbed restart c0-b1"})
public final class RestartCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 50;

    private final Context context;

    @Parameters(paramLabel = "NODE", description = "A node or miner; the end of its name is enough when it is unique.")
    private String node = "";

    @Option(
            names = {"-t", "--testnet"},
            paramLabel = "TESTNET",
            description = "The testnet; not needed when there is only one.")
    private @Nullable String testnet;

    public RestartCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (context.onCluster()) {
            new ClusterCare(context).restart(node, testnet);
            return ExitCode.OK;
        }
        LocalTestnet found = context.testnet(testnet);
        if (!found.dir().isSupervised() && found.processes().leaders().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED, found.name() + " is not running; `flowbed start " + found.name() + "` starts it");
        }
        String process = process(found);
        RuntimeState.ProcessState before;
        long generation;
        try (HeldLock lock = Commands.lock(found)) {
            if (!found.dir().isSupervised()) {
                new Applying(found, context.out()::println).applySame();
                new Detaching(found).start();
            }
            before = state(found).processes().get(process);
            Desired desired = found.dir().desired().restart(process);
            generation = desired.generation();
            Json.write(found.dir().desiredFile(), desired);
        }
        await(found, process, before, generation);
        context.out().println(process + " was restarted.");
        return ExitCode.OK;
    }

    private static RuntimeState state(LocalTestnet testnet) throws IOException {
        return testnet.dir()
                .state()
                .orElseThrow(() -> new CommandFailure(ExitCode.FAILED, testnet.name() + " has never been started"));
    }

    private String process(LocalTestnet testnet) throws IOException {
        List<String> all = state(testnet).processes().keySet().stream().sorted().toList();
        return new ShortName(node).among(all, name -> name, message -> new CommandFailure(ExitCode.NOT_FOUND, message));
    }

    private static void await(
            LocalTestnet testnet, String process, RuntimeState.@Nullable ProcessState before, long generation)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            RuntimeState now = state(testnet);
            Optional<RuntimeState.ProcessState> after =
                    Optional.ofNullable(now.processes().get(process));
            boolean another = after.isPresent()
                    && after.get().id() != null
                    && (before == null || !after.get().id().equals(before.id()));
            if (now.observedGeneration() >= generation && another) {
                return;
            }
            if (!testnet.dir().isSupervised()) {
                throw new CommandFailure(ExitCode.FAILED, "the supervisor of " + testnet.name() + " has ended");
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new CommandFailure(
                ExitCode.TIMEOUT, process + " did not come back within " + PATIENCE.toSeconds() + " s");
    }
}
