package dev.flowbed.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.cli.local.LocalTestnet;
import dev.flowbed.cli.local.Workbench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
    private static final String KEY = "5ecre75ecre75ecre75ecre75ecre75ecre7";
    private static final String KEYED = """
            apiVersion: v1
            kind: Secret
            metadata:
              name: node-key
            data:
              api-key: %s
            ---
            apiVersion: flowbed.dev/v1alpha1
            kind: Testnet
            metadata:
              name: net
            spec:
              access:
                apiKeySecretRef: {name: node-key, key: api-key}
            """.formatted(base64());

    @TempDir
    private Path folder;

    private LocalTestnet testnet;

    @BeforeEach
    void apply() throws Exception {
        Workbench bench = new Workbench(folder);
        bench.apply(KEYED);
        testnet = bench.testnet("net");
        testnet.supervisedPlan(testnet.resources(), testnet.blueprint());
        Files.writeString(testnet.dir().log("net-c0-b0"), "refused " + KEY + " of a stranger\nmined a block\n");
    }

    @Test
    void itHoldsSpecsSettingsPortsStatusAndLogs() throws Exception {
        Path unpacked = unpacked();

        assertThat(files(unpacked))
                .contains(
                        "versions.txt",
                        "resources.yaml",
                        "ports.json",
                        "prometheus.yml",
                        "status.txt",
                        "logs/net-c0-b0.log",
                        "nodes/net-c0-b0/user.conf",
                        "metrics/net-c0-b0.txt");
        assertThat(unpacked.resolve("status.txt")).content().startsWith("net  Stopped");
        assertThat(unpacked.resolve("logs/net-c0-b0.log"))
                .hasContent("refused [redacted] of a stranger\nmined a block\n");
    }

    @Test
    void noFileHoldsTheApiKey() throws Exception {
        assertThat(testnet.secretFiles().folder()).isDirectoryRecursivelyContaining("glob:**api-key");
        Path unpacked = unpacked();

        for (String file : files(unpacked)) {
            assertThat(unpacked.resolve(file)).content().doesNotContain(KEY).doesNotContain(base64());
        }
        assertThat(files(unpacked)).noneMatch(file -> file.startsWith("secrets"));
    }

    @Test
    void aLongLogIsPackedWhole() throws Exception {
        String line = "x".repeat(99) + "\n";
        Files.writeString(testnet.dir().log("net-c0-b0"), line.repeat(50_000));

        assertThat(unpacked().resolve("logs/net-c0-b0.log")).hasSize(5_000_000);
    }

    private Path unpacked() throws IOException, InterruptedException {
        Path archive = folder.resolve("net.tar.gz");
        int entries = new Bundle(testnet).write(archive);
        Path into = Files.createDirectory(folder.resolve("unpacked"));
        Process tar = new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", into.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        Path top = into.resolve("net");
        assertThat(files(top)).hasSize(entries);
        return top;
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static String base64() {
        return Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8));
    }
}
