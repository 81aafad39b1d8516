package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A node answers as the official one does: measured exchanges, byte for byte. */
class OfficialExchangesTest {
    @TempDir
    private static Path home;

    private static RunningRill rill;

    @BeforeAll
    static void start() {
        rill = RunningRill.start(home, "");
    }

    @AfterAll
    static void stop() {
        rill.close();
    }

    @TestFactory
    Stream<DynamicTest> answersAsTheOfficialNode() throws IOException {
        return lines().stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(parts ->
                        DynamicTest.dynamicTest(parts[0] + " " + parts[1] + " " + parts[2], () -> compare(parts)));
    }

    private static List<String> lines() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(OfficialExchangesTest.class.getResourceAsStream("official-exchanges.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static void compare(String[] parts) {
        RunningRill.Answer answer = rill.send(parts[0], parts[1], parts[2]);
        assertThat(answer.body()).isEqualTo(parts[4]);
        assertThat(answer.status()).isEqualTo(Integer.parseInt(parts[3]));
    }
}
