package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.rill.index.EventLog;
import dev.flowbed.rill.index.IndexSettings;
import dev.flowbed.rill.index.LoggedEvent;
import dev.flowbed.rill.index.OutputOrigins;
import dev.flowbed.rill.replay.RecordedChains;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose process is killed in the middle of adding blocks keeps every block it reported as added, and goes on. */
class CrashTest {
    private static final Broker ALONE = new Broker(4, 1, 0);
    private static final String TRANSFERS = "recorded-transfers.json.xz";
    private static final String CONTRACTS = "recorded-contracts.json.xz";

    @TempDir
    Path folder;

    @Test
    void losesNothingWhenItsProcessIsKilled() throws IOException, InterruptedException {
        RecordedChains recorded = Recordings.read(TRANSFERS);
        for (int lines : new int[] {1, 300, 900}) {
            for (BlockHash hash : addInAnotherProcessAndKillItAfter(TRANSFERS, lines)) {
                try (TestNode node = TestNode.open(recorded.network(), ALONE, folder, InstantSource.system())) {
                    assertThat(node.flow().contains(hash)).isTrue();
                    assertThat(node.flow().block(hash)).isPresent();
                }
            }
        }
        try (TestNode node = TestNode.open(recorded.network(), ALONE, folder, InstantSource.system())) {
            for (Block block : recorded.blocks()) {
                assertThat(node.flow().add(block, BlockSource.LOCAL))
                        .isInstanceOfAny(AddResult.Added.class, AddResult.AlreadyKnown.class);
            }
            recorded.hashes().forEach((chain, heights) -> {
                for (int height = 0; height < heights.size(); height++) {
                    assertThat(node.flow().hashes(chain, height))
                            .containsExactlyInAnyOrderElementsOf(heights.get(height));
                }
            });
        }
    }

    @Test
    void keepsEventsAndOriginsOfOutputsInStepWithBlocks() throws IOException, InterruptedException {
        RecordedChains recorded = Recordings.read(CONTRACTS);
        addInAnotherProcessAndKillItAfter(CONTRACTS, 1000);
        int events = 0;
        try (TestNode killed = open(recorded, folder);
                TestNode whole = open(recorded, folder.resolve("whole"))) {
            for (Block block : recorded.blocks()) {
                killed.flow().add(block, BlockSource.LOCAL);
                whole.flow().add(block, BlockSource.LOCAL);
            }
            for (Block block : recorded.blocks()) {
                events += assertSameEvents(
                        killed.flow().indexes().events(), whole.flow().indexes().events(), block);
                assertSameOrigins(
                        killed.flow().indexes().outputs().orElseThrow(),
                        whole.flow().indexes().outputs().orElseThrow(),
                        block);
            }
        }
        assertThat(events).isPositive();
    }

    private static int assertSameEvents(EventLog killed, EventLog whole, Block block) {
        List<LoggedEvent> events = whole.ofBlock(block.hash());
        assertThat(killed.ofBlock(block.hash())).isEqualTo(events);
        for (LoggedEvent event : events) {
            assertThat(killed.count(event.contract())).isEqualTo(whole.count(event.contract()));
            assertThat(killed.pages(event.contract(), 0, Integer.MAX_VALUE))
                    .isEqualTo(whole.pages(event.contract(), 0, Integer.MAX_VALUE));
        }
        return events.size();
    }

    private static void assertSameOrigins(OutputOrigins killed, OutputOrigins whole, Block block) {
        block.transactions()
                .forEach(transaction -> transaction
                        .outputRefs()
                        .forEach(ref -> assertThat(killed.find(ref.key())).isEqualTo(whole.find(ref.key()))));
    }

    private static TestNode open(RecordedChains recorded, Path folder) {
        return TestNode.open(recorded.network(), ALONE, folder, IndexSettings.ALL, InstantSource.system());
    }

    /** The hashes of the last blocks that the process reported before it was killed. */
    private List<BlockHash> addInAnotherProcessAndKillItAfter(String recording, int lines)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Adding.class.getName(),
                        recording,
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<BlockHash> added = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            String line = out.readLine();
            while (line != null && added.size() < lines) {
                added.add(BlockHash.fromHex(line));
                line = out.readLine();
            }
            process.toHandle().destroyForcibly();
            while (line != null && line.length() == 64) {
                added.add(BlockHash.fromHex(line));
                line = out.readLine();
            }
        }
        assertThat(process.waitFor()).isNotZero();
        assertThat(added).hasSizeGreaterThanOrEqualTo(lines);
        return List.of(added.get(0), added.get(added.size() - 1));
    }

    /** Adds the recorded blocks to the data in a folder and prints the hash of each one. */
    static final class Adding {
        private Adding() {}

        public static void main(String[] args) throws IOException {
            RecordedChains recorded = Recordings.read(args[0]);
            try (TestNode node = open(recorded, Path.of(args[1]))) {
                for (Block block : recorded.blocks()) {
                    node.flow().add(block, BlockSource.LOCAL);
                    if (node.flow().contains(block.hash())) {
                        System.out.println(block.hash());
                    }
                }
            }
        }
    }
}
