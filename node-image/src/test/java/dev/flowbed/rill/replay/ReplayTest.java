package dev.flowbed.rill.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.rill.flow.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

/** A recording of the official node through all rules, and what is said of recordings in which something was changed. */
class ReplayTest {
    private static final Path RECORDED = Recordings.file("recorded-transfers.json.xz");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void theRecordedTransfersComeOutTheSame() throws IOException {
        int[] progress = new int[2];
        ReplayReport report = Replay.run(RECORDED, chains(), (blocks, all) -> {
            progress[0] = blocks;
            progress[1] = all;
        });
        assertThat(report.difference()).isEmpty();
        assertThat(report.blocks())
                .isEqualTo(progress[0])
                .isEqualTo(progress[1])
                .isGreaterThan(2000);
        assertThat(report.stateHashes()).isEqualTo(report.blocks());
        assertThat(report.heights()).isEqualTo(report.blocks() - report.uncles() + 16);
        assertThat(report.balances()).isEqualTo(8);
    }

    @Test
    void anotherBalanceIsADifference() throws IOException {
        Path changed = changed(json -> {
            ObjectNode balance = (ObjectNode) json.path("balances").elements().next();
            balance.put("balance", "1");
        });
        ReplayReport report = Replay.run(changed, chains(), (blocks, all) -> {});
        assertThat(report.difference()).hasValueSatisfying(difference -> {
            assertThat(difference.where()).startsWith("balance of 1");
            assertThat(difference.expected()).startsWith("1 atto in ");
        });
        assertThat(report.isSame()).isFalse();
    }

    @Test
    void aBlockWhoseParentIsMissingIsADifference() throws IOException {
        Path changed = changed(json -> ((ArrayNode) json.path("chains").path(0).path("heights")).remove(40));
        ReplayReport report = Replay.run(changed, chains(), (blocks, all) -> {});
        assertThat(report.difference())
                .hasValueSatisfying(
                        difference -> assertThat(difference.found()).startsWith("it depends on what was not recorded"));
        assertThat(report.blocks()).isBetween(16, 2000);
    }

    @Test
    void anotherBlockTimeMakesOtherTargets() throws IOException {
        Path changed = changed(json -> json.put(
                "config",
                json.path("config")
                        .asText()
                        .replace("block-target-time = 1 second", "block-target-time = 9 second")
                        .replace("block-target-time = 2 seconds", "block-target-time = 9 seconds")));
        ReplayReport report = Replay.run(changed, chains(), (blocks, all) -> {});
        assertThat(report.difference())
                .hasValueSatisfying(difference -> assertThat(difference.found()).startsWith("InvalidWorkTarget"));
    }

    @Test
    void oneBrokerOfSeveralCannotBeReplayed() throws IOException {
        Path changed = changed(
                json -> json.put("config", json.path("config").asText().replace("broker-num = 1", "broker-num = 2")));
        assertThatThrownBy(() -> Replay.run(changed, chains(), (blocks, all) -> {}))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("one of 2 brokers");
    }

    private Path chains() throws IOException {
        return Files.createTempDirectory(folder, "chains");
    }

    private Path changed(Consumer<ObjectNode> change) throws IOException {
        try (InputStream in = new XZInputStream(Files.newInputStream(RECORDED))) {
            JsonNode json = MAPPER.readTree(in);
            change.accept((ObjectNode) json);
            Path file = folder.resolve("changed.json");
            MAPPER.writeValue(file.toFile(), json);
            return file;
        }
    }
}
