package dev.flowbed.cli.command;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.Topology;
import dev.flowbed.blueprint.input.Reading;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import dev.flowbed.cli.local.LocalPlacement;
import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.local.LocalView;
import dev.flowbed.cli.local.StatusSource;
import dev.flowbed.cli.local.StoredResources;
import dev.flowbed.cli.state.Json;
import dev.flowbed.cli.state.PortBook;
import dev.flowbed.cli.status.StatusText;
import dev.flowbed.status.StatusReport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Uses what the other commands use, for the class-data archive that the {@code flowbed} script makes. */
@Command(name = "warm-up", hidden = true, description = "Load what commands need, and end.")
public final class WarmUpCommand implements Callable<Integer> {
    private static final String NET = """
            apiVersion: flowbed.dev/v1alpha1
            kind: Testnet
            metadata:
              name: warm-up
            spec:
              cliques: 2
              shards: 2
              miners:
                - name: cpu
                  maxHashrate: 200k
            """;

    private final Context context;

    public WarmUpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Reading reading = new ResourceReader().read(List.of(new Source("warm-up", NET)));
        TestnetResources resources = reading.testnets().get(0);
        LocalTestnet testnet = context.machine().testnet(resources.name());
        testnet.dir().create();
        try {
            PortBook ports = PortBook.EMPTY.with(LocalPlacement.wishes(Topology.of(resources)), port -> true);
            Json.write(testnet.dir().portsFile(), ports);
            StoredResources.write(testnet.dir().resources(), resources);
            Blueprint blueprint = testnet.blueprint(testnet.resources());
            testnet.supervisedPlan(testnet.resources(), blueprint);
            StatusReport report = StatusSource.now(testnet);
            Json.write(testnet.dir().statusFile(), report);
            Json.read(testnet.dir().statusFile(), StatusReport.class);
            new StatusText(context.terminal(), context.machine().clock().instant())
                    .lines(new LocalView(testnet).headline(report, context.terminal()), report)
                    .forEach(context.out()::println);
            context.out().println(new Output().text(StatusCommand.list(new LocalView(testnet).resources(report))));
            return ExitCode.OK;
        } finally {
            testnet.dir().wipe();
        }
    }
}
