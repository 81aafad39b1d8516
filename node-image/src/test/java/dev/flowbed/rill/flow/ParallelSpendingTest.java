package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Allocation;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.rill.state.AssetUtxo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two chains of a group spend one output at the same time: both blocks stand, one transaction has no effect. */
class ParallelSpendingTest {
    private static final int GROUPS = 3;
    private static final Broker ALONE = new Broker(GROUPS, 1, 0);
    private static final ChainIndex FIRST = new ChainIndex(0, 1);
    private static final ChainIndex SECOND = new ChainIndex(0, 2);

    @TempDir
    Path folder;

    private final PrivateKey sender = key(0);
    private final LockupScript.Asset toOne = key(1).lockupScript();
    private final LockupScript.Asset toTwo = key(2).lockupScript();
    private final NetworkSettings network =
            TestChainMiner.network(GROUPS, new Allocation(sender.lockupScript(), Alph.of(1000), 0));
    private final TestChainMiner miner = new TestChainMiner(1_800_000_000_000L);

    @Test
    void keepsTheOlderOfTwoTransactionsEverywhere() {
        List<Block> blocks = new ArrayList<>();
        try (TestNode node = TestNode.open(network, ALONE, folder.resolve("one"), miner.clock())) {
            BlockFlow flow = node.flow();
            AssetUtxo coins =
                    flow.groupView(0).assets(sender.lockupScript(), 10).get(0);
            TransactionTemplate ten = transfer(coins, toOne, Alph.of(10));
            TransactionTemplate twenty = transfer(coins, toTwo, Alph.of(20));
            flow.setPendingTransactions(new Waiting(Map.of(FIRST, ten, SECOND, twenty)));

            BlockTemplate first = template(flow, FIRST);
            miner.advance(50);
            BlockTemplate second = template(flow, SECOND);
            blocks.add(add(flow, first));
            blocks.add(add(flow, second));
            flow.setPendingTransactions(PendingTransactions.NONE);
            U256 change = Alph.of(1000).minus(Alph.of(10)).minus(fee());
            assertThat(balance(flow, sender.lockupScript())).isEqualTo(change);

            blocks.add(add(flow, template(flow, new ChainIndex(0, 0))));
            assertThat(balance(flow, sender.lockupScript())).isEqualTo(change);
            assertThat(flow.transactionStatus(ten.id(), FIRST).orElseThrow().conflicted())
                    .isFalse();
            assertThat(flow.transactionStatus(twenty.id(), SECOND).orElseThrow().conflicted())
                    .isTrue();
            assertThat(flow.conflictedTransactions(blocks.get(1).hash())).containsExactly(twenty.id());

            blocks.add(add(flow, template(flow, new ChainIndex(1, 1))));
            blocks.add(add(flow, template(flow, new ChainIndex(2, 2))));
            assertThat(stored(flow, toOne)).isEqualTo(Alph.of(10));
            assertThat(stored(flow, toTwo)).isEqualTo(U256.ZERO);

            TransactionStatus status = flow.transactionStatus(ten.id(), FIRST).orElseThrow();
            assertThat(List.of(
                            status.chainConfirmations(),
                            status.fromGroupConfirmations(),
                            status.toGroupConfirmations()))
                    .containsExactly(1, 1, 1);
        }
        try (TestNode other = TestNode.open(network, ALONE, folder.resolve("other"), miner.clock())) {
            for (Block block : blocks) {
                assertThat(other.flow().add(block, BlockSource.peer("one"))).isInstanceOf(AddResult.Added.class);
            }
            assertThat(stored(other.flow(), toTwo)).isEqualTo(U256.ZERO);
        }
    }

    @Test
    void tellsMempoolsWhatIsInBlocksAndWhatCameBack() {
        try (TestNode left = TestNode.open(network, ALONE, folder.resolve("left"), miner.clock());
                TestNode right = TestNode.open(network, ALONE, folder.resolve("right"), miner.clock())) {
            AssetUtxo coins =
                    left.flow().groupView(0).assets(sender.lockupScript(), 10).get(0);
            TransactionTemplate ten = transfer(coins, toOne, Alph.of(10));
            left.flow().setPendingTransactions(new Waiting(Map.of(FIRST, ten)));
            List<Hash> included = new ArrayList<>();
            List<Hash> returned = new ArrayList<>();
            left.flow().addListener(new FlowListener() {
                @Override
                public void viewChanged(ViewChange change) {
                    collect(change.included(), included);
                    collect(change.returned(), returned);
                }
            });
            add(left.flow(), template(left.flow(), FIRST));
            assertThat(included).containsExactly(ten.id());
            assertThat(returned).isEmpty();

            // a longer branch without it
            left.flow().setPendingTransactions(PendingTransactions.NONE);
            for (int i = 0; i < 2; i++) {
                Block block = add(right.flow(), template(right.flow(), FIRST));
                assertThat(left.flow().add(block, BlockSource.peer("right"))).isInstanceOf(AddResult.Added.class);
            }
            assertThat(returned).containsExactly(ten.id());
            assertThat(balance(left.flow(), sender.lockupScript())).isEqualTo(Alph.of(1000));
            assertThat(left.flow().transactionStatus(ten.id(), FIRST)).isEmpty();
        }
    }

    /** What a chain's own group sees of it. */
    private static void collect(List<FlowListener.ChainTransactions> some, List<Hash> ids) {
        some.stream()
                .filter(seen -> seen.view() == seen.chain().from())
                .flatMap(seen -> seen.transactions().stream())
                .forEach(transaction -> ids.add(transaction.id()));
    }

    private BlockTemplate template(BlockFlow flow, ChainIndex chain) {
        miner.advance(50);
        return flow.template(chain, TestChainMiner.miner(77, chain.to(), GROUPS));
    }

    private Block add(BlockFlow flow, BlockTemplate template) {
        Block block = miner.mine(template);
        assertThat(flow.add(block, BlockSource.LOCAL)).isInstanceOf(AddResult.Added.class);
        return block;
    }

    private static U256 balance(BlockFlow flow, LockupScript.Asset owner) {
        return sum(flow.groupView(owner.group(GROUPS)).assets(owner, 100));
    }

    private static U256 stored(BlockFlow flow, LockupScript.Asset owner) {
        return sum(flow.bestWorldState(owner.group(GROUPS)).assets(owner, 100));
    }

    private static U256 sum(List<AssetUtxo> assets) {
        return assets.stream().map(utxo -> utxo.output().amount()).reduce(U256.ZERO, U256::plus);
    }

    private static U256 fee() {
        return Limits.MIN_GAS_PRICE.times(Limits.MIN_GAS);
    }

    private TransactionTemplate transfer(AssetUtxo coins, LockupScript.Asset to, U256 amount) {
        UnsignedTransaction unsigned = new UnsignedTransaction(
                UnsignedTransaction.VERSION,
                network.networkId(),
                Optional.empty(),
                Limits.MIN_GAS,
                Limits.MIN_GAS_PRICE,
                List.of(new TxInput(coins.ref(), new UnlockScript.P2pkh(sender.publicKey()))),
                List.of(
                        TxOutput.Asset.of(amount, to),
                        TxOutput.Asset.of(coins.output().amount().minus(amount).minus(fee()), sender.lockupScript())));
        return new TransactionTemplate(unsigned, List.of(sender.sign(unsigned.id())), List.of());
    }

    private static PrivateKey key(int group) {
        for (int number = 1; ; number++) {
            byte[] secret = new byte[PrivateKey.LENGTH];
            secret[PrivateKey.LENGTH - 1] = (byte) number;
            PrivateKey key = PrivateKey.of(secret);
            if (key.lockupScript().group(GROUPS) == group) {
                return key;
            }
        }
    }

    /** One transaction per chain. */
    private record Waiting(Map<ChainIndex, TransactionTemplate> transactions) implements PendingTransactions {
        Waiting {
            transactions = new HashMap<>(transactions);
        }

        @Override
        public List<TransactionTemplate> candidates(ChainIndex chain, int limit) {
            TransactionTemplate waiting = transactions.get(chain);
            return waiting == null ? List.of() : List.of(waiting);
        }

        @Override
        public void discard(TransactionTemplate transaction, String reason) {
            throw new AssertionError(transaction.id() + " " + reason);
        }
    }
}
