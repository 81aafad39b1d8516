package dev.flowbed.cli.bundle;

import dev.flowbed.alephium.rest.RestClient;
import dev.flowbed.alephium.rest.RestException;
import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.MinerWorkload;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.local.LocalView;
import dev.flowbed.cli.local.StatusSource;
import dev.flowbed.cli.state.TestnetDir;
import dev.flowbed.cli.status.StatusText;
import dev.flowbed.cli.terminal.Terminal;
import dev.flowbed.status.StatusReport;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Packs all evidence of a testnet. Every text goes through the redaction; folders with secrets are never read. */
public final class Bundle {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LocalTestnet testnet;
    private final TestnetDir dir;

    public Bundle(LocalTestnet testnet) {
        this.testnet = testnet;
        this.dir = testnet.dir();
    }

    /**
     * Writes the archive.
     *
     * @return how many files are in it
     */
    public int write(Path target) throws IOException, InterruptedException {
        Redaction redaction = new Redaction(secrets());
        Path scratch = Files.createTempFile("flowbed", ".log");
        Instant now = testnet.machine().clock().instant();
        String top = testnet.name() + "/";
        try (TarGz tar = new TarGz(target, now)) {
            Packer packer =
                    (path, text) -> tar.add(top + path, redaction.apply(text).getBytes(StandardCharsets.UTF_8));
            packer.add("versions.txt", versions());
            for (Path file : List.of(
                    dir.resources(),
                    dir.portsFile(),
                    dir.desiredFile(),
                    dir.stateFile(),
                    dir.statusFile(),
                    dir.prometheusConfig())) {
                if (Files.isRegularFile(file)) {
                    packer.add(file.getFileName().toString(), Files.readString(file));
                }
            }
            for (Path log : logs()) {
                redact(log, redaction, scratch);
                tar.add(top + "logs/" + log.getFileName(), scratch);
            }
            if (!dir.ports().isEmpty()) {
                live(packer, now);
            }
            return tar.entries();
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    @FunctionalInterface
    private interface Packer {
        void add(String path, String text) throws IOException;
    }

    private List<String> secrets() throws IOException {
        List<String> secrets = new ArrayList<>();
        if (Files.isDirectory(dir.secrets())) {
            try (Stream<Path> files = Files.walk(dir.secrets())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    secrets.add(Files.readString(file).strip());
                }
            }
        }
        return secrets;
    }

    private List<Path> logs() throws IOException {
        if (!Files.isDirectory(dir.logs())) {
            return List.of();
        }
        try (Stream<Path> logs = Files.list(dir.logs())) {
            return logs.sorted().toList();
        }
    }

    /** Line by line: logs may be larger than the memory of a command. */
    private static void redact(Path log, Redaction redaction, Path clean) throws IOException {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8));
                BufferedWriter out = Files.newBufferedWriter(clean)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(redaction.apply(line));
                out.write('\n');
            }
        }
    }

    private void live(Packer packer, Instant now) throws IOException, InterruptedException {
        StatusReport report = StatusSource.now(testnet);
        packer.add(
                "status.txt",
                String.join(
                                "\n",
                                new StatusText(Terminal.PLAIN, now)
                                        .lines(new LocalView(testnet).headline(report, Terminal.PLAIN), report))
                        + "\n");
        Blueprint blueprint = testnet.blueprint();
        RestClient rest = new RestClient(PATIENCE, PATIENCE);
        for (NodeWorkload node : blueprint.nodes()) {
            packer.add(
                    "metrics/" + node.name() + ".txt",
                    text(rest, node.addresses().rest() + "/metrics"));
            Path settings = Path.of(node.home()).resolve("user.conf");
            if (Files.isRegularFile(settings)) {
                packer.add("nodes/" + node.name() + "/user.conf", Files.readString(settings));
            }
        }
        for (MinerWorkload miner : blueprint.miners()) {
            packer.add("metrics/" + miner.name() + ".txt", text(rest, miner.metrics()));
        }
    }

    private static String text(RestClient rest, String url) {
        try {
            return RestClient.await(rest.text(URI.create(url)));
        } catch (RestException e) {
            return "# not read: " + e.getMessage() + "\n";
        }
    }

    private static String versions() {
        String flowbed = Bundle.class.getPackage().getImplementationVersion();
        return "flowbed " + (flowbed == null ? "unknown" : flowbed) + "\njava " + Runtime.version() + " "
                + System.getProperty("java.vendor") + "\nos " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch") + "\nprocessors "
                + Runtime.getRuntime().availableProcessors() + "\n";
    }
}
