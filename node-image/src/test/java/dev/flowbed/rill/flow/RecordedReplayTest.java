package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.replay.RecordedChains;
import dev.flowbed.rill.state.AssetUtxo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chains that the official node made, through all rules: targets, state hashes, coinbases, uncles, transactions. */
class RecordedReplayTest {
    private static final Broker ALONE = new Broker(4, 1, 0);

    @TempDir
    Path folder;

    @Test
    void acceptsEveryRecordedTransferAndEndsWithTheSameBalances() throws IOException {
        RecordedChains recorded = Recordings.read("recorded-transfers.json.xz");
        try (TestNode node = TestNode.open(recorded.network(), ALONE, folder, InstantSource.system())) {
            for (Block block : recorded.blocks()) {
                assertThat(node.flow().add(block, BlockSource.LOCAL))
                        .as("block %s of chain %s", block.hash(), block.chainIndex())
                        .isInstanceOfAny(AddResult.Added.class);
            }
            assertSameChains(node.flow(), recorded);
            assertSameBalances(node.flow(), recorded);
        }
        try (TestNode again = TestNode.open(recorded.network(), ALONE, folder, InstantSource.system())) {
            assertSameChains(again.flow(), recorded);
            assertSameBalances(again.flow(), recorded);
        }
    }

    @Test
    void putsBlocksInOrderThatComeInAnyOrder() throws IOException {
        RecordedChains recorded = Recordings.read("recorded-transfers.json.xz");
        List<Block> shuffled = new ArrayList<>(recorded.blocks());
        Random random = new Random(7);
        for (int start = 0; start < shuffled.size(); start += 200) {
            Collections.shuffle(shuffled.subList(start, Math.min(start + 200, shuffled.size())), random);
        }
        try (TestNode node = TestNode.open(recorded.network(), ALONE, folder, InstantSource.system())) {
            for (Block block : shuffled) {
                assertThat(node.flow().add(block, BlockSource.peer("test")))
                        .isInstanceOfAny(AddResult.Added.class, AddResult.MissingDeps.class);
            }
            assertSameChains(node.flow(), recorded);
            assertSameBalances(node.flow(), recorded);
        }
    }

    static void assertSameChains(BlockFlow flow, RecordedChains recorded) {
        recorded.hashes().forEach((chain, heights) -> {
            for (int height = 0; height < heights.size(); height++) {
                List<BlockHash> hashes = flow.hashes(chain, height);
                assertThat(hashes).containsExactlyInAnyOrderElementsOf(heights.get(height));
                assertThat(hashes.get(0)).isEqualTo(heights.get(height).get(0));
            }
            assertThat(flow.hashes(chain, heights.size())).isEmpty();
        });
    }

    static void assertSameBalances(BlockFlow flow, RecordedChains recorded) {
        recorded.balances().forEach((text, balance) -> {
            LockupScript.Asset lockup = Address.parseAsset(text);
            int group = lockup.group(recorded.network().groups());
            List<AssetUtxo> assets = flow.groupView(group).assets(lockup, Integer.MAX_VALUE);
            U256 sum = assets.stream().map(utxo -> utxo.output().amount()).reduce(U256.ZERO, U256::plus);
            assertThat(sum.toString()).as(text).isEqualTo(balance.get("balance").asText());
            assertThat(assets).as(text).hasSize(balance.get("utxoNum").asInt());
        });
    }
}
