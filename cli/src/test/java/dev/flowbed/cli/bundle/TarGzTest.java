package dev.flowbed.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarGzTest {
    @TempDir
    private Path folder;

    @Test
    void tarUnpacksWhatWasPacked() throws Exception {
        Path archive = folder.resolve("x.tar.gz");
        String deep = "d".repeat(60) + "/" + "e".repeat(60) + ".txt";
        try (TarGz tar = new TarGz(archive, Instant.EPOCH)) {
            tar.add("top/one.txt", "one\n".getBytes(StandardCharsets.UTF_8));
            tar.add("top/empty.txt", new byte[0]);
            tar.add("top/exact.txt", new byte[512]);
            tar.add(deep, "deep".getBytes(StandardCharsets.UTF_8));
            assertThat(tar.entries()).isEqualTo(4);
        }

        assertThat(run("tar", "-xzf", archive.toString())).isZero();

        assertThat(folder.resolve("top/one.txt")).hasContent("one\n");
        assertThat(folder.resolve("top/empty.txt")).isEmptyFile();
        assertThat(folder.resolve("top/exact.txt")).hasBinaryContent(new byte[512]);
        assertThat(folder.resolve(deep)).hasContent("deep");
    }

    private int run(String... command) throws IOException, InterruptedException {
        assertThat(Files.isDirectory(folder)).isTrue();
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
