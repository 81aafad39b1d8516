package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.rill.replay.RecordedChains;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official node's chain with contracts: deployed, called, their state in the hashes of the headers that follow. */
class RecordedContractsTest {
    @TempDir
    Path folder;

    @Test
    void runsEveryRecordedScriptAndEndsWithTheSameBalances() throws IOException {
        RecordedChains recorded = Recordings.read("recorded-contracts.json.xz");
        int scripts = 0;
        try (TestNode node = TestNode.open(recorded.network(), new Broker(4, 1, 0), folder, InstantSource.system())) {
            for (Block block : recorded.blocks()) {
                assertThat(node.flow().add(block, BlockSource.LOCAL))
                        .as("block %s of chain %s", block.hash(), block.chainIndex())
                        .isInstanceOf(AddResult.Added.class);
                scripts += scriptsIn(block);
            }
            RecordedReplayTest.assertSameChains(node.flow(), recorded);
            RecordedReplayTest.assertSameBalances(node.flow(), recorded);
        }
        assertThat(scripts).isPositive();
    }

    private static int scriptsIn(Block block) {
        List<Transaction> transactions = block.nonCoinbase();
        return (int) transactions.stream()
                .filter(transaction -> transaction.unsigned().script().isPresent())
                .count();
    }
}
