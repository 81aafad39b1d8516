package dev.flowbed.cli.command;

import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.local.Supervision;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What runs in the background after {@code up --detach}. */
@Command(name = "supervise", hidden = true, description = "Supervise a testnet until it is stopped.")
public final class SuperviseCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "TESTNET")
    private String testnet = "";

    public SuperviseCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        LocalTestnet found = context.testnet(testnet);
        new Supervision(found, event -> context.out().println(event.at() + " " + event.what())).run();
        return ExitCode.OK;
    }
}
