package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.replay.RecordedChains;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clique of two brokers, each with its share of a recording, comes to what one broker with all of it comes to. */
class CliqueReplayTest {
    @TempDir
    Path folder;

    @Test
    void splitsARecordingOverTwoBrokers() throws IOException {
        RecordedChains recorded = Recordings.read("recorded-transfers.json.xz");
        for (int id = 0; id < 2; id++) {
            Broker broker = new Broker(4, 2, id);
            try (TestNode node =
                    TestNode.open(recorded.network(), broker, folder.resolve("broker-" + id), InstantSource.system())) {
                for (Block block : recorded.blocks()) {
                    add(node, broker, block);
                }
                assertTips(node.flow(), recorded);
                assertBalances(node.flow(), recorded);
            }
        }
    }

    /** The recorded scripts run in group 0 alone: brokers of the other groups follow the whole recording, forks and uncles too. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void followsRecordedContractsWhereNoScriptRuns(int id) throws IOException {
        RecordedChains recorded = Recordings.read("recorded-contracts.json.xz");
        Broker broker = new Broker(4, 4, id);
        try (TestNode node = TestNode.open(recorded.network(), broker, folder, InstantSource.system())) {
            for (Block block : recorded.blocks()) {
                add(node, broker, block);
            }
            assertTips(node.flow(), recorded);
            assertBalances(node.flow(), recorded);
        }
    }

    @Test
    void letsDataOfAWholeNodeBecomeABrokers() throws IOException {
        RecordedChains recorded = Recordings.read("recorded-transfers.json.xz");
        List<Block> blocks = recorded.blocks();
        int half = blocks.size() / 2;
        try (TestNode whole = TestNode.open(recorded.network(), new Broker(4, 1, 0), folder, InstantSource.system())) {
            blocks.subList(0, half).forEach(block -> whole.flow().add(block, BlockSource.LOCAL));
        }
        Broker broker = new Broker(4, 2, 1);
        try (TestNode node = TestNode.open(recorded.network(), broker, folder, InstantSource.system())) {
            for (Block block : blocks.subList(half, blocks.size())) {
                add(node, broker, block);
            }
            assertTips(node.flow(), recorded);
            assertBalances(node.flow(), recorded);
        }
    }

    @Test
    void refusesWholeBlocksOfHeaderChainsAndHeadersOfHeldOnes() throws IOException {
        RecordedChains recorded = Recordings.read("recorded-transfers.json.xz");
        Broker broker = new Broker(4, 2, 0);
        Block held = first(recorded, new ChainIndex(0, 1));
        Block foreign = first(recorded, new ChainIndex(1, 3));
        try (TestNode node = TestNode.open(recorded.network(), broker, folder, InstantSource.system())) {
            assertThat(node.flow().add(foreign, BlockSource.LOCAL))
                    .isInstanceOfSatisfying(
                            AddResult.Invalid.class,
                            invalid -> assertThat(invalid.fault()).hasToString("InvalidGroup"));
            assertThat(node.flow().add(held.header(), BlockSource.LOCAL))
                    .isInstanceOfSatisfying(
                            AddResult.Invalid.class,
                            invalid -> assertThat(invalid.fault()).hasToString("InvalidGroup"));
        }
    }

    /** Whole where the broker holds the chain, as a header elsewhere. */
    private static void add(TestNode node, Broker broker, Block block) {
        AddResult result = broker.holds(block.chainIndex())
                ? node.flow().add(block, BlockSource.LOCAL)
                : node.flow().add(block.header(), BlockSource.LOCAL);
        assertThat(result)
                .as("block %s of chain %s", block.hash(), block.chainIndex())
                .isInstanceOf(AddResult.Added.class);
    }

    private static Block first(RecordedChains recorded, ChainIndex chain) {
        return recorded.blocks().stream()
                .filter(block -> block.chainIndex().equals(chain))
                .findFirst()
                .orElseThrow();
    }

    private static void assertTips(BlockFlow flow, RecordedChains recorded) {
        recorded.hashes().forEach((chain, heights) -> {
            int top = heights.size() - 1;
            assertThat(flow.hashes(chain, top)).containsExactlyInAnyOrderElementsOf(heights.get(top));
            assertThat(flow.hashes(chain, top + 1)).isEmpty();
        });
    }

    private static void assertBalances(BlockFlow flow, RecordedChains recorded) {
        recorded.balances().forEach((text, balance) -> {
            LockupScript.Asset lockup = Address.parseAsset(text);
            int group = lockup.group(4);
            if (flow.broker().serves(group)) {
                U256 sum = flow.groupView(group).assets(lockup, Integer.MAX_VALUE).stream()
                        .map(utxo -> utxo.output().amount())
                        .reduce(U256.ZERO, U256::plus);
                assertThat(sum.toString())
                        .as(text)
                        .isEqualTo(balance.get("balance").asText());
            }
        });
    }
}
