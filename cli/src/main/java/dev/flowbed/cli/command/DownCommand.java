package dev.flowbed.cli.command;

import dev.flowbed.cli.local.Ending;
import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.state.HeldLock;
import dev.flowbed.cli.state.PrivateFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a testnet down. */
@Command(
        name = "down",
        description = {
            "Take a testnet down: end all its processes, also when its supervisor was killed, and give its ports back.",
            "Its chains are kept for the next `up`, unless --wipe says otherwise."
        },
        footer = {
            "",
            "Examples:",
            "  flowbed down                    end it and keep the chains",
            "  flowbed down quickstart --wipe  end it and forget everything",
            "  flowbed down --all --wipe       leave nothing of any testnet"
        })
public final class DownCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "TESTNET", description = "Not needed when there is only one.")
    private @Nullable String testnet;

    @Option(names = "--all", description = "All testnets of this machine, or of the namespace.")
    private boolean all;

    @Option(names = "--wipe", description = "Remove its chains, logs and settings too.")
    private boolean wipe;

    public DownCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Commands.require(testnet == null || !all, "say a testnet, or --all, not both");
        if (context.onCluster()) {
            new ClusterCare(context).down(testnet, all, wipe);
            return ExitCode.OK;
        }
        List<LocalTestnet> testnets = new ArrayList<>();
        if (all) {
            testnets.addAll(LocalTestnet.all(context.machine()));
            if (testnets.isEmpty()) {
                context.out().println("There are no testnets.");
            }
        } else {
            testnets.add(context.testnet(testnet));
        }
        for (LocalTestnet one : testnets) {
            down(one);
        }
        return ExitCode.OK;
    }

    private void down(LocalTestnet found) throws IOException {
        try (HeldLock lock = Commands.lock(found)) {
            new Ending(found).end("taken down");
            if (wipe) {
                found.dir().wipe();
            } else {
                PrivateFiles.deleteAll(found.dir().portsFile());
                PrivateFiles.deleteAll(found.dir().stateFile());
                PrivateFiles.deleteAll(found.dir().statusFile());
            }
        }
        context.out()
                .println(
                        wipe
                                ? found.name() + " is down and forgotten."
                                : found.name() + " is down. Its chains are kept for the next `flowbed up`;"
                                        + " `flowbed down " + found.name() + " --wipe` removes them.");
    }
}
