package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Allocation;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.rill.state.AssetUtxo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Owners who pay through one node each while nodes mine apart and hear of each other late: what a node's view lets its owners spend,
 * it must never let them spend again, however the branches change, and every payment ends in a block with effect.
 */
class PaymentsOnForksTest {
    private static final int NODES = 3;
    private static final int STEPS = 400;
    private static final int ROUNDS = 60;
    private static final long BLOCK_MILLIS = 2_000;
    private static final int MOST_COINS = 3;
    private static final U256 FEE = Limits.MIN_GAS_PRICE.times(Limits.MIN_GAS);

    @TempDir
    Path folder;

    private final TestChainMiner miner = new TestChainMiner(1_800_000_000_000L);
    private final List<Payer> payers = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final int[] heard = new int[NODES];

    /** A node, and the owners who pay through it. */
    private record Payer(ForkNode node, List<PrivateKey> keys, List<Paid> paid) {}

    private record Paid(TransactionTemplate transaction, ChainIndex chain) {
        List<TxOutputRef> inputs() {
            return transaction.unsigned().inputs().stream()
                    .map(TxInput::outputRef)
                    .toList();
        }
    }

    @AfterEach
    void close() {
        payers.forEach(payer -> payer.node().close());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "2,3", "3,4", "3,5", "4,6", "4,7"})
    void spendNothingTwice(int groups, long seed) {
        Random random = new Random(seed);
        open(groups);
        for (int step = 0; step < STEPS; step++) {
            int who = random.nextInt(NODES);
            Payer payer = payers.get(who);
            switch (random.nextInt(4)) {
                case 0 -> pay(payer, groups, random);
                case 1 -> hear(who, heard[who] + random.nextInt(blocks.size() - heard[who] + 1));
                default -> mine(payer, groups, random);
            }
            for (Payer each : payers) {
                assertNothingIsFree(each, groups, step);
            }
        }
        for (int i = 0; i < ROUNDS; i++) {
            for (int who = 0; who < NODES; who++) {
                hear(who, blocks.size());
            }
            for (ChainIndex chain : ChainIndex.all(groups)) {
                miner.advance(BLOCK_MILLIS / groups / groups);
                Block block = payers.get(i % NODES).node().mine(chain);
                blocks.add(block);
                payers.forEach(each -> each.node().hear(List.of(block)));
            }
        }
        for (Payer payer : payers) {
            assertThat(payer.paid()).isNotEmpty();
            for (Paid paid : payer.paid()) {
                assertThat(payer.node()
                                .flow()
                                .transactionStatus(paid.transaction().id(), paid.chain()))
                        .as(
                                "%s of chain %s, which waits: %s",
                                paid.transaction().id(),
                                paid.chain(),
                                payer.node().waits(paid.transaction().id()))
                        .hasValueSatisfying(
                                status -> assertThat(status.conflicted()).isFalse());
            }
        }
    }

    private void open(int groups) {
        List<PrivateKey> keys = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            for (int number = 0; number < NODES; number++) {
                keys.add(Wallet.devnet().keyOfGroup(group, groups, 40 * number));
            }
        }
        NetworkSettings network = TestChainMiner.network(
                groups,
                keys.stream()
                        .map(key -> new Allocation(key.lockupScript(), Alph.of(1000), 0))
                        .toArray(Allocation[]::new));
        for (int who = 0; who < NODES; who++) {
            List<PrivateKey> own = new ArrayList<>();
            for (int group = 0; group < groups; group++) {
                own.add(keys.get(group * NODES + who));
            }
            payers.add(new Payer(
                    new ForkNode(network, folder.resolve("node-" + who), miner, who), own, new ArrayList<>()));
        }
    }

    private void pay(Payer payer, int groups, Random random) {
        PrivateKey from = payer.keys().get(random.nextInt(groups));
        LockupScript.Asset to = payer.keys().get(random.nextInt(groups)).lockupScript();
        int group = from.lockupScript().group(groups);
        List<AssetUtxo> coins = payer.node().spendable(group).assets(from.lockupScript(), Integer.MAX_VALUE).stream()
                .limit(1 + random.nextInt(MOST_COINS))
                .toList();
        U256 sum = coins.stream().map(coin -> coin.output().amount()).reduce(U256.ZERO, U256::plus);
        if (sum.compareTo(Alph.of(2)) < 0) {
            return;
        }
        TxDraft draft = new TxDraft(Limits.MIN_GAS, Limits.MIN_GAS_PRICE);
        for (AssetUtxo coin : coins) {
            UnlockScript unlock = draft.inputs.isEmpty()
                    ? new UnlockScript.P2pkh(from.publicKey())
                    : new UnlockScript.SameAsPrevious();
            draft.inputs.add(new TxInput(coin.ref(), unlock));
        }
        draft.outputs.add(TxOutput.Asset.of(Alph.ONE, to));
        draft.outputs.add(TxOutput.Asset.of(sum.minus(Alph.ONE).minus(FEE), from.lockupScript()));
        TransactionTemplate transaction = draft.template(id -> List.of(from.sign(id)));
        payer.node().submit(transaction);
        payer.paid().add(new Paid(transaction, new ChainIndex(group, to.group(groups))));
        payers.stream()
                .filter(other -> other != payer && random.nextBoolean())
                .forEach(other -> other.node().hear(transaction));
    }

    private void mine(Payer payer, int groups, Random random) {
        miner.advance(BLOCK_MILLIS / groups / groups);
        blocks.add(payer.node().mine(new ChainIndex(random.nextInt(groups), random.nextInt(groups))));
    }

    /** Has a node hear of all blocks up to some one. */
    private void hear(int who, int until) {
        payers.get(who).node().hear(blocks.subList(heard[who], until));
        heard[who] = until;
    }

    private static void assertNothingIsFree(Payer payer, int groups, int step) {
        for (Paid paid : payer.paid()) {
            for (TxOutputRef input : paid.inputs()) {
                assertThat(payer.node().spendable(paid.chain().from()).output(input))
                        .as(
                                "step %d: what %s has spent",
                                step, paid.transaction().id())
                        .isEmpty();
            }
        }
    }
}
