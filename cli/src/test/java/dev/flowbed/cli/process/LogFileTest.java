package dev.flowbed.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    private Path folder;

    @Test
    void theLastLinesAreTold() throws IOException {
        LogFile log = new LogFile(folder.resolve("x.log"));
        Files.writeString(log.path(), "one\ntwo\nthree\n");

        assertThat(log.last(2)).containsExactly("two", "three");
        assertThat(log.last(9)).containsExactly("one", "two", "three");
    }

    @Test
    void aMissingOrEmptyLogHasNoLines() throws IOException {
        LogFile log = new LogFile(folder.resolve("x.log"));
        assertThat(log.last(3)).isEmpty();
        Files.writeString(log.path(), "");
        assertThat(log.last(3)).isEmpty();
    }

    @Test
    void aLongLogIsPutAsideWhileItsWriterGoesOn() throws IOException {
        LogFile log = new LogFile(folder.resolve("x.log"));
        try (var writer = Files.newOutputStream(log.path(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writer.write("0123456789\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            log.rotate(10);
            writer.write("after\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        assertThat(log.previous()).hasContent("0123456789\n");
        assertThat(log.last(5)).isEqualTo(List.of("after"));
    }

    @Test
    void aShortLogStays() throws IOException {
        LogFile log = new LogFile(folder.resolve("x.log"));
        Files.writeString(log.path(), "short\n");
        log.rotate(10);
        assertThat(log.previous()).doesNotExist();
    }
}
