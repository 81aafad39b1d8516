package dev.flowbed.cli.command;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.input.Reading;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.cli.local.Application;
import dev.flowbed.cli.local.Monitor;
import dev.flowbed.cli.state.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options of {@code up} that say what the resources leave to this machine. */
final class UpSettings {
    private static final String JAR_VARIABLE = "FLOWBED_ALEPHIUM_JAR";

    @Option(
            names = "--alephium-jar",
            paramLabel = "JAR",
            description =
                    "The official full node, for client: alephium; else " + JAR_VARIABLE + " of the environment says.")
    private @Nullable Path alephiumJar;

    @Option(
            names = "--alephium-jar-sha256",
            paramLabel = "HEX",
            description = "What that jar must hash to; another one is refused.")
    private @Nullable String alephiumJarSha256;

    @Option(
            names = "--prometheus",
            description = "Start a Prometheus found on the PATH too, and let it watch the testnet.")
    private boolean prometheus;

    @ArgGroup
    private @Nullable Key key;

    /** Where the API key comes from when no Secret is among the files. */
    static final class Key {
        @Option(
                names = "--api-key-file",
                paramLabel = "FILE",
                description = "The API key of the nodes, for the Secret that the Testnet names.")
        @Nullable
        Path file;

        @Option(names = "--generate-api-key", description = "Make up an API key, unless one is known already.")
        boolean generate;
    }

    /** What to apply. */
    Application.Request request(Context context, ResourceReader reader, Reading reading, TestnetResources resources)
            throws IOException {
        String jar = alephiumJar == null ? context.environment().get(JAR_VARIABLE) : alephiumJar.toString();
        Settings settings = new Settings(
                jar == null || jar.isBlank()
                        ? null
                        : Path.of(jar).toAbsolutePath().normalize().toString(),
                alephiumJarSha256,
                prometheus ? prometheusCommand(context) : null);
        return new Application.Request(
                resources,
                reading.secrets(),
                existing -> reader.changes(existing, reading),
                apiKey(),
                key != null && key.generate,
                settings);
    }

    /** In a cluster the resources and its Secrets say all of this. */
    void requireNoneLocal() {
        Commands.require(
                alephiumJar == null && alephiumJarSha256 == null,
                "--alephium-jar is for testnets of this machine: a cluster runs images (spec.image of the Testnet)");
        Commands.require(
                !prometheus,
                "--prometheus is for testnets of this machine: a cluster has a Prometheus of its own, or the chart's");
        Commands.require(
                key == null,
                "an API key is given to a cluster as a Secret: write it beside the Testnet, or make it with kubectl"
                        + " create secret generic");
    }

    private static String prometheusCommand(Context context) {
        return Monitor.command(context.environment().getOrDefault("PATH", ""))
                .map(Path::toString)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.INVALID,
                        "--prometheus: there is no prometheus on the PATH",
                        "On Debian: apt-get install prometheus (its service need not run)"));
    }

    private Optional<String> apiKey() throws IOException {
        if (key == null || key.file == null) {
            return Optional.empty();
        }
        return Optional.of(NamedFile.text(key.file, "--api-key-file: ").strip());
    }
}
