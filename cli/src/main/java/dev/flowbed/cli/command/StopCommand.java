package dev.flowbed.cli.command;

import dev.flowbed.cli.local.Ending;
import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.state.HeldLock;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops a testnet for a while. */
@Command(
        name = "stop",
        description = "Stop all processes of a testnet, and keep its chains and its ports for `start`.",
        footer = {"", "Examples:", "  flowbed stop", "  flowbed stop quickstart"})
public final class StopCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "TESTNET", description = "Not needed when there is only one.")
    private @Nullable String testnet;

    public StopCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (context.onCluster()) {
            new ClusterCare(context).stop(testnet);
            return ExitCode.OK;
        }
        LocalTestnet found = context.testnet(testnet);
        try (HeldLock lock = Commands.lock(found)) {
            new Ending(found).end("stopped, as asked");
        }
        context.out().println(found.name() + " is stopped; `flowbed start " + found.name() + "` brings it back.");
        return ExitCode.OK;
    }
}
