package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Allocation;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.rill.state.AssetUtxo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random trees of blocks: nodes mine transfers apart from each other and hear of each other's blocks late or never. However the
 * blocks then arrive, all nodes must come to the same tips, states and balances, and to those of a node that sees the winning
 * blocks alone.
 */
class RandomForksTest {
    private static final int MINERS = 3;
    private static final int ROUNDS = 60;
    private static final U256 FEE = Limits.MIN_GAS_PRICE.times(Limits.MIN_GAS);

    @TempDir
    Path folder;

    private final TestChainMiner miner = new TestChainMiner(1_800_000_000_000L);

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "2,3", "2,4", "3,5", "3,6", "4,7", "4,8"})
    void endTheSameInWhateverOrderTheyArrive(int groups, long seed) {
        Random random = new Random(seed);
        List<PrivateKey> keys = keys(groups);
        NetworkSettings network = network(groups, keys);
        Map<BlockHash, Block> all = grow(network, keys, random);

        List<TestNode> nodes = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                TestNode node = open(network, "node-" + i);
                nodes.add(node);
                List<Block> shuffled = new ArrayList<>(all.values());
                if (i > 0) {
                    Collections.shuffle(shuffled, random);
                }
                feed(node.flow(), shuffled);
            }
            TestNode winner = open(network, "winner");
            nodes.add(winner);
            BlockFlow first = nodes.get(0).flow();
            Set<BlockHash> winning = winning(first, all, groups);
            all.forEach((hash, block) -> {
                if (winning.contains(hash)) {
                    assertThat(winner.flow().add(block, BlockSource.peer("winner")))
                            .isInstanceOf(AddResult.Added.class);
                }
            });
            for (TestNode node : nodes.subList(1, nodes.size())) {
                assertSameStates(node.flow(), first, keys);
            }
            for (TestNode node : nodes.subList(1, nodes.size() - 1)) {
                assertSameViews(node.flow(), first, keys);
            }
            assertThat(winning.size()).as("forks were lost").isLessThan(all.size());
        } finally {
            nodes.forEach(TestNode::close);
        }
    }

    // ---- comparing

    /** What the heaviest blocks of every group left, output by output. */
    private static void assertSameStates(BlockFlow node, BlockFlow first, List<PrivateKey> keys) {
        int groups = first.broker().groups();
        for (ChainIndex chain : ChainIndex.all(groups)) {
            assertThat(node.tip(chain)).isEqualTo(first.tip(chain));
        }
        for (PrivateKey key : keys) {
            LockupScript.Asset owner = key.lockupScript();
            int group = owner.group(groups);
            BlockHash tip = first.tip(new ChainIndex(group, group)).hash();
            assertThat(owned(node, tip, owner)).isEqualTo(owned(first, tip, owner));
        }
    }

    /** What to build upon, and with newer blocks on top, what everybody owns now. */
    private static void assertSameViews(BlockFlow node, BlockFlow first, List<PrivateKey> keys) {
        int groups = first.broker().groups();
        for (ChainIndex chain : ChainIndex.all(groups)) {
            assertThat(node.bestDeps(chain)).isEqualTo(first.bestDeps(chain));
            assertThat(stateHash(node, chain, groups)).isEqualTo(stateHash(first, chain, groups));
        }
        keys.forEach(
                key -> assertThat(balance(node, key.lockupScript())).isEqualTo(balance(first, key.lockupScript())));
    }

    private static List<AssetUtxo> owned(BlockFlow flow, BlockHash tip, LockupScript.Asset owner) {
        return flow.worldStateAfter(tip).orElseThrow().assets(owner, Integer.MAX_VALUE);
    }

    private static U256 balance(BlockFlow flow, LockupScript.Asset owner) {
        int groups = flow.broker().groups();
        return flow.groupView(owner.group(groups)).assets(owner, Integer.MAX_VALUE).stream()
                .map(utxo -> utxo.output().amount())
                .reduce(U256.ZERO, U256::plus);
    }

    private static Hash stateHash(BlockFlow flow, ChainIndex chain, int groups) {
        return flow.template(chain, TestChainMiner.miner(99, chain.to(), groups))
                .depStateHash();
    }

    /** The tips and all that they build upon or name. */
    private static Set<BlockHash> winning(BlockFlow flow, Map<BlockHash, Block> all, int groups) {
        List<BlockHash> open = new ArrayList<>();
        for (ChainIndex chain : ChainIndex.all(groups)) {
            open.add(flow.tip(chain).hash());
            open.addAll(flow.bestDeps(chain));
        }
        Set<BlockHash> winning = new HashSet<>();
        while (!open.isEmpty()) {
            BlockHash hash = open.remove(open.size() - 1);
            Block block = all.get(hash);
            if (block != null && winning.add(hash)) {
                open.addAll(block.header().deps());
                open.addAll(FlowKnowledge.uncles(block));
            }
        }
        return winning;
    }

    // ---- growing

    /** All blocks that were mined, each after those that it builds upon. */
    private Map<BlockHash, Block> grow(NetworkSettings network, List<PrivateKey> keys, Random random) {
        int groups = network.groups();
        Map<BlockHash, Block> all = new LinkedHashMap<>();
        List<TestNode> miners = new ArrayList<>();
        try {
            for (int i = 0; i < MINERS; i++) {
                miners.add(open(network, "miner-" + i));
            }
            for (int round = 0; round < ROUNDS; round++) {
                int number = random.nextInt(MINERS);
                BlockFlow flow = miners.get(number).flow();
                int burst = 1 + random.nextInt(2 * groups);
                for (int i = 0; i < burst; i++) {
                    Block block = mine(flow, number, keys, random);
                    all.put(block.hash(), block);
                }
                if (random.nextInt(3) == 0) {
                    feed(miners.get(random.nextInt(MINERS)).flow(), some(all, random));
                }
            }
        } finally {
            miners.forEach(TestNode::close);
        }
        return all;
    }

    /** The blocks up to some point, as one hears of them who was away. */
    private static List<Block> some(Map<BlockHash, Block> all, Random random) {
        List<Block> blocks = new ArrayList<>(all.values());
        return blocks.subList(0, blocks.size() - random.nextInt(Math.min(blocks.size(), 10)));
    }

    private Block mine(BlockFlow flow, int number, List<PrivateKey> keys, Random random) {
        int groups = flow.broker().groups();
        miner.advance(1 + random.nextInt(30));
        ChainIndex chain = new ChainIndex(random.nextInt(groups), random.nextInt(groups));
        Optional<TransactionTemplate> transfer = transfer(flow, chain, keys, random);
        flow.setPendingTransactions(new OneWaits(chain, transfer));
        Block block = miner.mine(flow.template(chain, TestChainMiner.miner(number, chain.to(), groups)));
        assertThat(flow.add(block, BlockSource.LOCAL)).isInstanceOf(AddResult.Added.class);
        return block;
    }

    private static Optional<TransactionTemplate> transfer(
            BlockFlow flow, ChainIndex chain, List<PrivateKey> keys, Random random) {
        int groups = flow.broker().groups();
        List<PrivateKey> senders = keys.stream()
                .filter(key -> key.lockupScript().group(groups) == chain.from())
                .toList();
        List<PrivateKey> receivers = keys.stream()
                .filter(key -> key.lockupScript().group(groups) == chain.to())
                .toList();
        PrivateKey sender = senders.get(random.nextInt(senders.size()));
        PrivateKey receiver = receivers.get(random.nextInt(receivers.size()));
        List<AssetUtxo> coins = flow.groupView(chain.from()).assets(sender.lockupScript(), Integer.MAX_VALUE);
        if (coins.isEmpty()) {
            return Optional.empty();
        }
        AssetUtxo coin = coins.get(random.nextInt(coins.size()));
        U256 half = coin.output().amount().dividedBy(2);
        U256 rest = coin.output().amount().minus(half);
        if (rest.compareTo(Limits.DUST.plus(FEE)) < 0) {
            return Optional.empty();
        }
        TxDraft draft = new TxDraft(Limits.MIN_GAS, Limits.MIN_GAS_PRICE);
        draft.inputs.add(new TxInput(coin.ref(), new UnlockScript.P2pkh(sender.publicKey())));
        draft.outputs.add(TxOutput.Asset.of(half, receiver.lockupScript()));
        draft.outputs.add(TxOutput.Asset.of(rest.minus(FEE), sender.lockupScript()));
        return Optional.of(draft.template(id -> List.of(sender.sign(id))));
    }

    /** One transaction waits, or none. */
    private record OneWaits(ChainIndex of, Optional<TransactionTemplate> transfer) implements PendingTransactions {
        @Override
        public List<TransactionTemplate> candidates(ChainIndex chain, int limit) {
            return chain.equals(of) ? transfer.stream().toList() : List.of();
        }

        @Override
        public void discard(TransactionTemplate transaction, String reason) {
            throw new AssertionError(transaction.id() + " " + reason);
        }
    }

    /** Tells blocks in some order until all are known: what waited too long is told again, as peers do. */
    private static void feed(BlockFlow flow, List<Block> blocks) {
        List<Block> untold = blocks;
        while (!untold.isEmpty()) {
            for (Block block : untold) {
                assertThat(flow.add(block, BlockSource.peer("some")))
                        .as("block %s", block.hash())
                        .isNotInstanceOf(AddResult.Invalid.class);
            }
            List<Block> left = untold.stream()
                    .filter(block -> !flow.contains(block.hash()))
                    .toList();
            assertThat(left).hasSizeLessThan(untold.size());
            untold = left;
        }
    }

    private TestNode open(NetworkSettings network, String name) {
        return TestNode.open(network, new Broker(network.groups(), 1, 0), folder.resolve(name), miner.clock());
    }

    private static NetworkSettings network(int groups, List<PrivateKey> keys) {
        return TestChainMiner.network(
                groups,
                keys.stream()
                        .map(key -> new Allocation(key.lockupScript(), Alph.of(1000), 0))
                        .toArray(Allocation[]::new));
    }

    /** Two owners a group. */
    private static List<PrivateKey> keys(int groups) {
        List<PrivateKey> keys = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            for (int number = 0; number < 2; number++) {
                keys.add(Wallet.devnet().keyOfGroup(group, groups, 40 * number));
            }
        }
        return keys;
    }
}
