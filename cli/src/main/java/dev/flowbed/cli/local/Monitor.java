package dev.flowbed.cli.local;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.GoDuration;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.cli.process.Launch;
import dev.flowbed.cli.state.PortBook.Wanted;
import dev.flowbed.cli.state.PrivateFiles;
import dev.flowbed.cli.state.TestnetDir;
import dev.flowbed.cli.supervise.Marks;
import dev.flowbed.cli.supervise.UnitPlan;
import dev.flowbed.crds.Client;
import dev.flowbed.observer.ScrapeConfiguration;
import dev.flowbed.status.Watching;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** How Prometheus watches a testnet: its configuration, and the process when one was asked for. */
public final class Monitor {
    /** The port of the Prometheus that is started with a testnet. */
    public static final Wanted PROMETHEUS = new Wanted("prometheus", "web", 9090, true);

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final LocalTestnet testnet;
    private final TestnetResources resources;
    private final Blueprint blueprint;

    Monitor(LocalTestnet testnet, TestnetResources resources, Blueprint blueprint) {
        this.testnet = testnet;
        this.resources = resources;
        this.blueprint = blueprint;
    }

    /** The prometheus command on a search path. */
    public static Optional<Path> command(String searchPath) {
        return Stream.of(searchPath.split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Writes the scrape configuration. */
    void writeConfiguration() throws IOException {
        PrivateFiles.write(testnet.dir().prometheusConfig(), configuration());
    }

    /** The Prometheus of the testnet, when {@code up} was told to start one. */
    Optional<UnitPlan> unit() throws IOException {
        TestnetDir dir = testnet.dir();
        String command = dir.settings().prometheus();
        OptionalInt port = dir.ports().port(PROMETHEUS.process(), PROMETHEUS.port());
        if (command == null || port.isEmpty()) {
            return Optional.empty();
        }
        String name = PROMETHEUS.process();
        String revision = Integer.toHexString((command + port + configuration()).hashCode());
        Launch launch = new Launch(
                name,
                List.of(
                        command,
                        "--config.file=" + dir.prometheusConfig(),
                        "--storage.tsdb.path=" + dir.node(name),
                        "--web.listen-address=127.0.0.1:" + port.getAsInt()),
                Marks.of(dir.path(), name, revision),
                dir.node(name),
                dir.log(name));
        return Optional.of(new UnitPlan(name, List.of(launch), GRACE, revision));
    }

    /** The scrape configuration. Nodes are relayed when one is official: Prometheus cannot read its metrics as they are. */
    String configuration() throws IOException {
        Wanted metrics = LocalPlacement.PLATFORM_METRICS;
        int port = testnet.dir().ports().port(metrics.process(), metrics.port()).orElseThrow();
        boolean relayed =
                blueprint.nodes().stream().anyMatch(node -> node.identity().client() == Client.ALEPHIUM);
        Duration interval =
                GoDuration.parse(resources.testnet().getSpec().monitoring().interval());
        return "# Written by Flowbed for the testnet " + testnet.name() + ".\n"
                + ScrapeConfiguration.of(
                                Watching.of(resources, blueprint, Optional.empty()),
                                URI.create("http://127.0.0.1:" + port + "/metrics"),
                                relayed)
                        .prometheus(interval);
    }
}
