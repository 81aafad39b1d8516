package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.rill.replay.RecordedChains;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked of a flow, asked of recorded chains. */
class FlowQueriesTest {
    private static final ChainIndex CHAIN = new ChainIndex(1, 2);

    @TempDir
    static Path folder;

    private static RecordedChains recorded;
    private static TestNode node;

    @BeforeAll
    static void load() throws IOException {
        recorded = Recordings.read("recorded-transfers.json.xz");
        node = TestNode.open(recorded.network(), new Broker(4, 1, 0), folder, InstantSource.system());
        recorded.blocks().forEach(block -> node.flow().add(block, BlockSource.LOCAL));
    }

    @AfterAll
    static void close() {
        node.close();
    }

    private static BlockHash canonical(int height) {
        return recorded.hashes().get(CHAIN).get(height).get(0);
    }

    @Test
    void knowsBlocksHeadersHeightsAndBranches() {
        BlockHash hash = canonical(20);
        assertThat(node.flow().height(hash)).hasValue(20);
        assertThat(node.flow().isCanonical(hash)).isTrue();
        assertThat(node.flow().block(hash).orElseThrow().header().parent()).isEqualTo(canonical(19));
        assertThat(node.flow().header(hash).orElseThrow().hash()).isEqualTo(hash);
        assertThat(Block.decode(node.flow().blockBytes(hash).orElseThrow()).hash())
                .isEqualTo(hash);
        assertThat(node.flow().contains(BlockHash.ZERO)).isFalse();
        assertThat(node.flow().block(BlockHash.ZERO)).isEmpty();
        assertThat(node.flow().height(BlockHash.ZERO)).isEmpty();
    }

    @Test
    void weighsEveryBlockMoreThanItsParent() {
        for (Block block : recorded.blocks()) {
            assertThat(node.flow().weight(block.hash()).orElseThrow())
                    .isGreaterThan(node.flow().weight(block.header().parent()).orElseThrow());
        }
    }

    @Test
    void findsBlocksByTime() {
        List<BlockHash> all = IntStream.range(0, recorded.hashes().get(CHAIN).size())
                .mapToObj(FlowQueriesTest::canonical)
                .toList();
        long from = node.flow().header(all.get(10)).orElseThrow().timestamp();
        long to = node.flow().header(all.get(15)).orElseThrow().timestamp();
        assertThat(node.flow().blocksBetween(CHAIN, from, to))
                .extracting(found -> found.block().hash())
                .containsExactlyElementsOf(all.subList(10, 16));
        assertThat(node.flow().blocksBetween(CHAIN, from + 1, to - 1))
                .extracting(HeightedBlock::height)
                .containsExactly(11, 12, 13, 14);
        assertThat(node.flow().blocksBetween(CHAIN, 0, Long.MAX_VALUE)).hasSameSizeAs(all);
        assertThat(node.flow().blocksBetween(CHAIN, to, from)).isEmpty();
    }

    @Test
    void findsTransactionsAndCountsTheirConfirmations() {
        int top = recorded.hashes().get(CHAIN).size() - 1;
        Transaction coinbase = node.flow().block(canonical(20)).orElseThrow().coinbase();
        TransactionStatus status =
                node.flow().transactionStatus(coinbase.id(), CHAIN).orElseThrow();
        assertThat(status.place().block()).isEqualTo(canonical(20));
        assertThat(status.chainConfirmations()).isEqualTo(top - 20 + 1);
        assertThat(status.fromGroupConfirmations()).isPositive();
        assertThat(status.toGroupConfirmations()).isPositive();
        assertThat(status.conflicted()).isFalse();
        assertThat(node.flow().transactionPlace(coinbase.id(), CHAIN)).contains(status.place());
        assertThat(node.flow().transactionPlace(coinbase.id(), new ChainIndex(0, 0)))
                .isEmpty();
        assertThat(node.flow().isInBlock(coinbase.id())).isTrue();
    }

    @Test
    void offersLocatorsAndAnswersThem() {
        List<BlockHash> locators = node.flow().syncLocators(CHAIN);
        int top = node.flow().tip(CHAIN).height();
        assertThat(locators.get(locators.size() - 1)).isEqualTo(canonical(top));
        assertThat(locators)
                .extracting(hash -> node.flow().height(hash).orElseThrow())
                .isSorted();

        List<BlockHash> behind = List.of(canonical(3), canonical(7), BlockHash.ZERO);
        List<BlockHash> inventory = node.flow().inventory(CHAIN, behind);
        assertThat(inventory).startsWith(canonical(8)).contains(canonical(50)).doesNotContain(canonical(7));
        assertThat(node.flow().inventory(CHAIN, List.of())).startsWith(canonical(1));
        assertThat(node.flow().inventory(CHAIN, List.of(BlockHash.ZERO))).isEmpty();
        assertThat(node.flow().latestHashes(CHAIN)).contains(canonical(top), canonical(top - 20));
        assertThat(node.flow().headers(CHAIN, List.of(1, 2, top + 1)))
                .extracting(BlockHeader::hash)
                .containsExactly(canonical(1), canonical(2));
        assertThat(node.flow().blocksWithUncles(CHAIN, List.of(5)))
                .extracting(Block::hash)
                .containsExactlyInAnyOrderElementsOf(
                        recorded.hashes().get(CHAIN).get(5));
    }

    @Test
    void buildsTemplatesThatFitTheRecordedChains() {
        for (ChainIndex chain : ChainIndex.all(4)) {
            BlockTemplate template = node.flow().template(chain, TestChainMiner.miner(1, chain.to(), 4));
            assertThat(template.height()).isEqualTo(node.flow().tip(chain).height() + 1);
            assertThat(template.deps()).isEqualTo(node.flow().bestDeps(chain));
            assertThat(template.header().depStateHash()).isEqualTo(template.depStateHash());
        }
        assertThat(node.flow().difficulty()).isPositive();
    }
}
