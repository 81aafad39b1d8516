package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes mine for themselves, tell each other late, and must agree in the end. */
class ForkedChainsTest {
    private static final int GROUPS = 4;
    private static final Broker ALONE = new Broker(GROUPS, 1, 0);
    private static final long START = 1_800_000_000_000L;

    @TempDir
    Path folder;

    private final NetworkSettings network = TestChainMiner.network(GROUPS);
    private final TestChainMiner miner = new TestChainMiner(START);
    private final Random random = new Random(42);

    @Test
    void agreesOnTipsUnclesAndStatesAfterManyForks() {
        int uncles = 0;
        List<Block> all = new ArrayList<>();
        try (TestNode left = TestNode.open(network, ALONE, folder.resolve("left"), miner.clock());
                TestNode right = TestNode.open(network, ALONE, folder.resolve("right"), miner.clock())) {
            for (int round = 0; round < 40; round++) {
                List<Block> byLeft = mine(left.flow(), 1, 1 + random.nextInt(40));
                List<Block> byRight = mine(right.flow(), 2, 1 + random.nextInt(40));
                byRight.forEach(block -> tell(left.flow(), block));
                byLeft.forEach(block -> tell(right.flow(), block));
                all.addAll(byLeft);
                all.addAll(byRight);
                assertSameBest(left.flow(), right.flow());
            }
            for (Block block : all) {
                uncles += FlowKnowledge.uncles(block).size();
            }
            assertThat(all).hasSizeGreaterThan(1_000);
            assertThat(uncles).isGreaterThan(30);
        }
        try (TestNode left = TestNode.open(network, ALONE, folder.resolve("left"), miner.clock());
                TestNode right = TestNode.open(network, ALONE, folder.resolve("right"), miner.clock());
                TestNode late = TestNode.open(network, ALONE, folder.resolve("late"), miner.clock())) {
            assertSameFlow(left.flow(), right.flow());
            all.forEach(block -> tell(late.flow(), block));
            assertSameFlow(left.flow(), late.flow());
        }
    }

    private List<Block> mine(BlockFlow flow, int minerNumber, int count) {
        List<Block> mined = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ChainIndex chain = new ChainIndex(random.nextInt(GROUPS), random.nextInt(GROUPS));
            miner.advance(random.nextInt(300));
            int siblings = random.nextInt(5) == 0 ? 2 : 1;
            List<BlockTemplate> templates = new ArrayList<>();
            for (int sibling = 0; sibling < siblings; sibling++) {
                templates.add(
                        flow.template(chain, TestChainMiner.miner(minerNumber + 2 * sibling, chain.to(), GROUPS)));
                miner.advance(1);
            }
            for (BlockTemplate template : templates) {
                Block block = miner.mine(template);
                assertThat(flow.add(block, BlockSource.LOCAL)).isEqualTo(new AddResult.Added(template.height()));
                mined.add(block);
            }
        }
        return mined;
    }

    private static void tell(BlockFlow flow, Block block) {
        assertThat(flow.add(block, BlockSource.peer("other")))
                .as("block %s", block.hash())
                .isInstanceOfAny(AddResult.Added.class, AddResult.MissingDeps.class, AddResult.AlreadyKnown.class);
    }

    private static void assertSameBest(BlockFlow one, BlockFlow other) {
        for (ChainIndex chain : ChainIndex.all(GROUPS)) {
            assertThat(other.tip(chain)).isEqualTo(one.tip(chain));
            assertThat(other.bestDeps(chain)).isEqualTo(one.bestDeps(chain));
        }
    }

    private static void assertSameFlow(BlockFlow one, BlockFlow other) {
        assertSameBest(one, other);
        for (ChainIndex chain : ChainIndex.all(GROUPS)) {
            assertThat(other.blockCount(chain)).isEqualTo(one.blockCount(chain));
            for (int height = 0; height <= one.tip(chain).height(); height++) {
                List<BlockHash> hashes = one.hashes(chain, height);
                assertThat(other.hashes(chain, height)).containsExactlyInAnyOrderElementsOf(hashes);
                assertThat(other.hashes(chain, height).get(0)).isEqualTo(hashes.get(0));
            }
        }
    }
}
