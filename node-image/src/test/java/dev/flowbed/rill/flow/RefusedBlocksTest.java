package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.CoinbaseData;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that break one rule each are refused under the official name of that rule. */
class RefusedBlocksTest {
    private static final int GROUPS = 4;
    private static final long START = 1_800_000_000_000L;
    private static final ChainIndex CHAIN = new ChainIndex(0, 1);
    private static final ChainIndex INTRA = new ChainIndex(0, 0);

    @TempDir
    Path folder;

    private final NetworkSettings network = TestChainMiner.network(GROUPS);
    private final TestChainMiner miner = new TestChainMiner(START);
    private TestNode node;

    @BeforeEach
    void open() {
        node = TestNode.open(network, new Broker(GROUPS, 1, 0), folder, miner.clock());
        extend(INTRA);
        extend(CHAIN);
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void acceptsTheBlockThatTheOthersAreMadeFrom() {
        assertThat(add(template())).isInstanceOf(AddResult.Added.class);
    }

    @Test
    void refusesAnotherVersion() {
        BlockTemplate template = template();
        Block block = mined(
                nonce -> new BlockHeader(
                        nonce,
                        1,
                        template.deps(),
                        template.depStateHash(),
                        template.txsHash(),
                        template.timestamp(),
                        template.target()),
                template.transactions());
        assertRefused(node.flow().add(block, BlockSource.LOCAL), "InvalidBlockVersion");
    }

    @Test
    void refusesTimesBeforeTheLaunchBeforeTheParentAndAhead() {
        assertRefused(add(at(NetworkSettings.LAUNCH_TIMESTAMP - 1)), "EarlierThanLaunchTimeStamp");
        long parent =
                node.flow().header(node.flow().tip(CHAIN).hash()).orElseThrow().timestamp();
        assertRefused(add(at(parent)), "NoIncreasingTimeStamp");
        assertRefused(add(at(miner.clock().millis() + 15_000)), "TooAdvancedTimeStamp");
    }

    @Test
    void refusesAnotherTargetThanTheRulesGive() {
        BlockTemplate template = template();
        BlockTemplate harder = new BlockTemplate(
                template.chain(),
                template.deps(),
                template.depStateHash(),
                template.txsHash(),
                Target.ofLeastZeros(1),
                template.timestamp(),
                template.transactions(),
                template.height());
        assertRefused(add(harder), "InvalidWorkTarget");
    }

    @Test
    void refusesTooFewAndMisplacedDependencies() {
        BlockTemplate template = template();
        List<BlockHash> swapped = new ArrayList<>(template.deps());
        Collections.swap(swapped, 0, 1);
        assertRefused(add(withDeps(template, swapped)), "InvalidDepsIndex");
        List<BlockHash> few = template.deps().subList(0, 5);
        Block block = new Block(withDeps(template, few).header(), template.transactions());
        assertRefused(node.flow().add(block, BlockSource.LOCAL), "InvalidDepsNum");
    }

    @Test
    void refusesDependenciesThatContradictEachOther() {
        BlockTemplate template = template();
        List<BlockHash> stale = new ArrayList<>(template.deps());
        // the parent knows the first intra-group block, this block would not
        stale.set(GROUPS - 1, node.flow().hashes(INTRA, 0).get(0));
        List<BlockHash> deps = List.copyOf(stale);
        Hash state = new StateHash(node).after(deps.get(GROUPS - 1));
        BlockTemplate inconsistent = new BlockTemplate(
                CHAIN,
                deps,
                state,
                template.txsHash(),
                template.target(),
                template.timestamp(),
                template.transactions(),
                template.height());
        assertRefused(add(inconsistent), "InvalidHeaderFlow");
    }

    @Test
    void refusesAnotherStateHash() {
        BlockTemplate template = template();
        BlockTemplate wrong = new BlockTemplate(
                CHAIN,
                template.deps(),
                Hash.ZERO,
                template.txsHash(),
                template.target(),
                template.timestamp(),
                template.transactions(),
                template.height());
        assertRefused(add(wrong), "InvalidDepStateHash");
    }

    @Test
    void refusesAnotherMerkleRootAndNoTransactions() {
        Block block = miner.mine(template());
        Transaction other = node.flow()
                .template(CHAIN, TestChainMiner.miner(9, 1, GROUPS))
                .transactions()
                .get(0);
        assertRefused(
                node.flow().add(new Block(block.header(), List.of(other)), BlockSource.LOCAL), "InvalidTxsMerkleRoot");
        assertRefused(node.flow().add(new Block(block.header(), List.of()), BlockSource.LOCAL), "EmptyTransactionList");
    }

    @Test
    void refusesCoinbasesOfAnotherAmountLockDataOrForm() {
        assertRefused(
                add(withReward(output -> output(output, output.amount().plus(U256.ONE), output.lockTime()))),
                "InvalidCoinbaseReward");
        assertRefused(
                add(withReward(output -> output(output, output.amount().minus(U256.ONE), output.lockTime()))),
                "InvalidCoinbaseReward");
        assertRefused(
                add(withReward(output -> output(output, output.amount(), output.lockTime() + 1))),
                "InvalidCoinbaseLockupPeriod");
        Bytes otherChain = Bytes.wrap(new CoinbaseData(INTRA, List.of(), Bytes.EMPTY).encode());
        assertRefused(
                add(withReward(output -> new TxOutput.Asset(
                        output.amount(), output.lockupScript(), output.lockTime(), List.of(), otherChain))),
                "InvalidCoinbaseData");
        BlockTemplate template = template();
        TxOutput.Asset reward = reward(template);
        assertRefused(add(withOutputs(template, List.of(reward, reward))), "InvalidCoinbaseFormat");
    }

    @Test
    void refusesUnclesOfAnotherMinerOrNamedTwice() {
        BlockTemplate one = template();
        BlockTemplate other = node.flow().template(CHAIN, TestChainMiner.miner(9, 1, GROUPS));
        assertThat(add(one)).isInstanceOf(AddResult.Added.class);
        assertThat(add(other)).isInstanceOf(AddResult.Added.class);
        BlockTemplate naming = template();
        CoinbaseData data = CoinbaseData.of(naming.block(Bytes.wrap(new byte[BlockHeader.NONCE_LENGTH])));
        assertThat(data.uncles()).hasSize(1);

        CoinbaseData.GhostUncle uncle = data.uncles().get(0);
        LockupScript.Asset thief = TestChainMiner.miner(11, 1, GROUPS);
        assertRefused(
                add(withUncles(naming, List.of(new CoinbaseData.GhostUncle(uncle.hash(), thief)))),
                "InvalidGhostUncleMiner");
        Block block = miner.mine(naming);
        assertThat(node.flow().add(block, BlockSource.LOCAL)).isInstanceOf(AddResult.Added.class);
        assertThat(node.flow().blockOfUncle(uncle.hash())).contains(new HeightedBlock(block, naming.height()));
        assertThat(node.flow().blockOfUncle(block.hash())).isEmpty();
        assertThat(node.flow().isCanonical(uncle.hash())).isFalse();
        assertRefused(add(withUncles(template(), List.of(uncle))), "GhostUnclesAlreadyUsed");
        BlockHash parent = node.flow().tip(CHAIN).hash();
        LockupScript.Asset parentMiner = TestChainMiner.miner(1, 1, GROUPS);
        assertRefused(
                add(withUncles(template(), List.of(new CoinbaseData.GhostUncle(parent, parentMiner)))),
                "NotGhostUnclesForTheBlock");
    }

    @Test
    void refusesForksThatStartTooFarBelow() {
        BlockTemplate early = template();
        for (int i = 0; i < BlockFlow.MAX_FORK_DEPTH + 2; i++) {
            extend(CHAIN);
        }
        assertRefused(node.flow().add(miner.mine(early), BlockSource.peer("late")), "InvalidBlockHeight");
    }

    @Test
    void letsABlockWaitForItsParent() {
        BlockTemplate first = template();
        Block parent = miner.mine(first);
        try (TestNode other =
                TestNode.open(network, new Broker(GROUPS, 1, 0), folder.resolve("other"), miner.clock())) {
            Block intra = blockAt(INTRA, 1);
            Block before = blockAt(CHAIN, 1);
            assertThat(other.flow().add(parent, BlockSource.peer("x")))
                    .isEqualTo(new AddResult.MissingDeps(List.of(intra.hash(), before.hash())));
            assertThat(other.flow().add(before, BlockSource.peer("x")))
                    .isEqualTo(new AddResult.MissingDeps(List.of(intra.hash())));
            assertThat(other.flow().add(intra, BlockSource.peer("x"))).isEqualTo(new AddResult.Added(1));
            assertThat(other.flow().tip(CHAIN).hash()).isEqualTo(parent.hash());
        }
    }

    private Block blockAt(ChainIndex chain, int height) {
        return node.flow().block(node.flow().hashes(chain, height).get(0)).orElseThrow();
    }

    /** The state hash that a template of an intra-group block built upon a block carries. */
    private record StateHash(TestNode node) {
        Hash after(BlockHash intraBlock) {
            return node.flow().block(node.flow().hashes(INTRA, 1).get(0)).stream()
                    .filter(child -> child.header().intraDep().equals(intraBlock))
                    .findFirst()
                    .orElseThrow()
                    .header()
                    .depStateHash();
        }
    }

    private void extend(ChainIndex chain) {
        miner.advance(100);
        Block block = miner.mine(node.flow().template(chain, TestChainMiner.miner(1, chain.to(), GROUPS)));
        assertThat(node.flow().add(block, BlockSource.LOCAL)).isInstanceOf(AddResult.Added.class);
        miner.advance(100);
    }

    private BlockTemplate template() {
        return node.flow().template(CHAIN, TestChainMiner.miner(1, CHAIN.to(), GROUPS));
    }

    private BlockTemplate at(long timestamp) {
        BlockTemplate template = template();
        return new BlockTemplate(
                CHAIN,
                template.deps(),
                template.depStateHash(),
                template.txsHash(),
                template.target(),
                timestamp,
                template.transactions(),
                template.height());
    }

    private static BlockTemplate withDeps(BlockTemplate template, List<BlockHash> deps) {
        return new BlockTemplate(
                template.chain(),
                deps,
                template.depStateHash(),
                template.txsHash(),
                template.target(),
                template.timestamp(),
                template.transactions(),
                template.height());
    }

    private static TxOutput.Asset reward(BlockTemplate template) {
        return template.transactions().get(0).unsigned().fixedOutputs().get(0);
    }

    private BlockTemplate withReward(UnaryOperator<TxOutput.Asset> change) {
        BlockTemplate template = template();
        return withOutputs(template, List.of(change.apply(reward(template))));
    }

    private static TxOutput.Asset output(TxOutput.Asset output, U256 amount, long lockTime) {
        return new TxOutput.Asset(amount, output.lockupScript(), lockTime, List.of(), output.data());
    }

    private BlockTemplate withUncles(BlockTemplate template, List<CoinbaseData.GhostUncle> uncles) {
        TxOutput.Asset reward = reward(template);
        List<TxOutput.Asset> outputs = new ArrayList<>();
        outputs.add(new TxOutput.Asset(
                reward.amount(),
                reward.lockupScript(),
                reward.lockTime(),
                List.of(),
                Bytes.wrap(new CoinbaseData(CHAIN, uncles, Bytes.EMPTY).encode())));
        for (CoinbaseData.GhostUncle uncle : uncles) {
            outputs.add(new TxOutput.Asset(reward.amount(), uncle.miner(), reward.lockTime(), List.of(), Bytes.EMPTY));
        }
        return withOutputs(template, outputs);
    }

    private static BlockTemplate withOutputs(BlockTemplate template, List<TxOutput.Asset> outputs) {
        UnsignedTransaction old = template.transactions().get(0).unsigned();
        UnsignedTransaction unsigned = new UnsignedTransaction(
                old.version(), old.networkId(), old.script(), old.gasAmount(), old.gasPrice(), List.of(), outputs);
        List<Transaction> coinbase =
                List.of(new Transaction(unsigned, true, List.of(), List.of(), List.of(), List.of()));
        return new BlockTemplate(
                template.chain(),
                template.deps(),
                template.depStateHash(),
                Block.merkleRoot(coinbase),
                template.target(),
                template.timestamp(),
                coinbase,
                template.height());
    }

    private AddResult add(BlockTemplate template) {
        return node.flow().add(miner.mine(template), BlockSource.LOCAL);
    }

    private interface HeaderOfNonce {
        BlockHeader with(Bytes nonce);
    }

    private Block mined(HeaderOfNonce header, List<Transaction> transactions) {
        Block block = new Block(header.with(miner.nextNonce()), transactions);
        while (!block.chainIndex().equals(CHAIN)) {
            block = new Block(header.with(miner.nextNonce()), transactions);
        }
        return block;
    }

    private static void assertRefused(AddResult result, String fault) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        AddResult.Invalid.class,
                        invalid -> assertThat(invalid.fault().officialName())
                                .as(invalid.detail())
                                .isEqualTo(fault));
    }
}
