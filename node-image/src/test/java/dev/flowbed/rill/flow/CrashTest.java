package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
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
    private static final String RECORDING = "recorded-transfers.json.xz";

    @TempDir
    Path folder;

    @Test
    void losesNothingWhenItsProcessIsKilled() throws IOException, InterruptedException {
        RecordedChains recorded = Recordings.read(RECORDING);
        for (int lines : new int[] {1, 300, 900}) {
            for (BlockHash hash : addInAnotherProcessAndKillItAfter(lines)) {
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

    /** The hashes of the last blocks that the process reported before it was killed. */
    private List<BlockHash> addInAnotherProcessAndKillItAfter(int lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Adding.class.getName(),
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
            RecordedChains recorded = Recordings.read(RECORDING);
            try (TestNode node = TestNode.open(recorded.network(), ALONE, Path.of(args[0]), InstantSource.system())) {
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
