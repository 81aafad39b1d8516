package dev.flowbed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command about this machine does not pay for. */
class LocalStartTest {
    @TempDir
    Path folder;

    @Test
    void nothingOfTheKubernetesClientIsLoadedUnlessAClusterIsMeant() throws IOException, InterruptedException {
        List<String> loaded = loaded("warm-up");

        assertThat(loaded).anyMatch(line -> line.contains("dev.flowbed.cli.command.WarmUpCommand"));
        assertThat(loaded)
                .noneMatch(line -> line.contains(" dev.flowbed.cli.cluster.Cluster ")
                        || line.contains(" dev.flowbed.cli.cluster.ClusterTestnet ")
                        || line.contains(" io.fabric8.kubernetes.client.impl.")
                        || line.contains(" io.fabric8.kubernetes.client.KubernetesClient ")
                        || line.contains(" io.fabric8.kubernetes.client.Config ")
                        || line.contains(" io.fabric8.kubernetes.client.jdkhttp."));
    }

    private List<String> loaded(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout",
                "-Dflowbed.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Flowbed.class.getName(),
                command);
        builder.environment().put("FLOWBED_STATE_DIR", folder.resolve("state").toString());
        builder.environment().remove("FLOWBED_CONTEXT");
        Process process = builder.redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return lines;
    }
}
