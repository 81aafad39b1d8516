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
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
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
    private static final int RELOAD_MILLIS = 2_000;

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

    /** Writes the scrape configuration; a Prometheus that runs reads it anew, and goes on. */
    void writeConfiguration() throws IOException {
        Path file = testnet.dir().prometheusConfig();
        String now = configuration();
        boolean other = Files.exists(file) && !Files.readString(file).equals(now);
        PrivateFiles.write(file, now);
        OptionalInt port = port();
        if (other && port.isPresent() && testnet.dir().settings().prometheus() != null) {
            reload(port.getAsInt());
        }
    }

    private static void reload(int port) throws IOException {
        HttpURLConnection request = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/-/reload").toURL().openConnection();
        try {
            request.setRequestMethod("POST");
            request.setConnectTimeout(RELOAD_MILLIS);
            request.setReadTimeout(RELOAD_MILLIS);
            request.getResponseCode();
        } catch (ConnectException | SocketTimeoutException e) {
            // it does not run yet, and reads the file when it does; or it takes its time
        } finally {
            request.disconnect();
        }
    }

    private OptionalInt port() throws IOException {
        return testnet.dir().ports().port(PROMETHEUS.process(), PROMETHEUS.port());
    }

    /** The Prometheus of the testnet, when {@code up} was told to start one. */
    Optional<UnitPlan> unit() throws IOException {
        TestnetDir dir = testnet.dir();
        String command = dir.settings().prometheus();
        OptionalInt port = port();
        if (command == null || port.isEmpty()) {
            return Optional.empty();
        }
        String name = PROMETHEUS.process();
        String revision = Integer.toHexString((command + port).hashCode());
        Launch launch = new Launch(
                name,
                List.of(
                        command,
                        "--config.file=" + dir.prometheusConfig(),
                        "--storage.tsdb.path=" + dir.node(name),
                        "--web.enable-lifecycle",
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
