package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Allocation;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.rill.state.AssetUtxo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A heavier branch takes the place of a lighter one: what stood on the lighter one is gone, and comes again. */
class ReorganizationTest {
    private static final int GROUPS = 3;
    private static final ChainIndex WITHIN = new ChainIndex(0, 0);
    private static final ChainIndex ACROSS = new ChainIndex(0, 1);
    private static final int GAS = 200_000;

    @TempDir
    Path folder;

    private final PrivateKey alice = Wallet.devnet().keyOfGroup(0, GROUPS, 0);
    private final LockupScript.Asset bob =
            Wallet.devnet().keyOfGroup(1, GROUPS, 0).lockupScript();
    private final LockupScript.Asset carol =
            Wallet.devnet().keyOfGroup(1, GROUPS, 40).lockupScript();
    private final NetworkSettings network =
            TestChainMiner.network(GROUPS, new Allocation(alice.lockupScript(), Alph.of(1000), 0));
    private final TestChainMiner miner = new TestChainMiner(1_800_000_000_000L);
    private ForkNode light;
    private ForkNode heavy;

    @BeforeEach
    void open() {
        light = new ForkNode(network, folder.resolve("light"), miner, 1);
        heavy = new ForkNode(network, folder.resolve("heavy"), miner, 2);
    }

    @AfterEach
    void close() {
        light.close();
        heavy.close();
    }

    @Test
    void transfersOfTheLosingBranchWaitAgainAndAreConfirmedAgain() {
        TransactionTemplate across = transfer(light, bob, Alph.of(10));
        light.submit(across);
        List<Block> lost = new ArrayList<>(light.mine(ACROSS, 1));
        lost.addAll(light.settle());
        assertThat(light.waits(across.id())).isFalse();
        assertThat(light.balance(bob)).isEqualTo(Alph.of(10));

        light.hear(heavy.mine(ACROSS, 3));
        light.hear(settledTwice(heavy));
        assertSameBest(light, heavy);
        assertThat(light.balance(bob)).isEqualTo(U256.ZERO);
        assertThat(light.balance(alice.lockupScript())).isEqualTo(Alph.of(1000));
        assertThat(light.flow().transactionStatus(across.id(), ACROSS)).isEmpty();
        assertThat(light.waits(across.id())).isTrue();

        heavy.hear(lost);
        heavy.hear(light.mine(ACROSS, 1));
        heavy.hear(light.settle());
        assertThat(light.waits(across.id())).isFalse();
        for (ForkNode node : List.of(light, heavy)) {
            assertThat(node.balance(bob)).isEqualTo(Alph.of(10));
            assertThat(node.flow().transactionStatus(across.id(), ACROSS)).isPresent();
        }
        assertSameBest(light, heavy);
    }

    @Test
    void ofCoinsSpentOnBothBranchesTheHeavierOnesTransferCounts() {
        TransactionTemplate toBob = transfer(light, bob, Alph.of(10));
        TransactionTemplate toCarol = transfer(heavy, carol, Alph.of(20));
        light.submit(toBob);
        heavy.submit(toCarol);
        light.mine(ACROSS);
        light.settle();
        assertThat(light.balance(bob)).isEqualTo(Alph.of(10));

        light.hear(heavy.mine(ACROSS, 2));
        light.hear(settledTwice(heavy));
        assertSameBest(light, heavy);
        assertThat(light.balance(bob)).isEqualTo(U256.ZERO);
        assertThat(light.balance(carol)).isEqualTo(Alph.of(20));
        assertThat(light.balance(alice.lockupScript()))
                .isEqualTo(Alph.of(1000).minus(Alph.of(20)).minus(fee()));
        light.clean();
        assertThat(light.waits(toBob.id())).isFalse();
        assertThat(light.mine(ACROSS).nonCoinbase()).isEmpty();
    }

    @Test
    void contractsAndTokensOfTheLosingBranchVanishAndAreMadeAgain() {
        TransactionTemplate issue = issue(light, 1000);
        light.submit(issue);
        Block deployed = light.mine(WITHIN);
        Hash contract = contractIn(deployed);
        assertThat(light.flow().bestWorldState(0).hasContract(contract)).isTrue();
        assertThat(tokens(light, contract)).isEqualTo(1000);

        light.hear(heavy.mine(WITHIN, 3));
        assertSameBest(light, heavy);
        assertThat(light.flow().bestWorldState(0).hasContract(contract)).isFalse();
        assertThat(tokens(light, contract)).isZero();
        assertThat(light.waits(issue.id())).isTrue();
        assertThat(light.flow().worldStateAfter(deployed.hash()).orElseThrow().hasContract(contract))
                .as("the losing branch's own state")
                .isTrue();

        Block again = light.mine(WITHIN);
        heavy.hear(List.of(deployed, again));
        assertThat(contractIn(again)).isEqualTo(contract);
        for (ForkNode node : List.of(light, heavy)) {
            assertThat(node.flow().bestWorldState(0).hasContract(contract)).isTrue();
            assertThat(tokens(node, contract)).isEqualTo(1000);
        }
    }

    @Test
    void aDeepBranchReplacesAnotherWithNothingLost() {
        int depth = BlockFlow.MAX_FORK_DEPTH - 50;
        light.submit(transfer(light, bob, Alph.of(10)));
        light.mine(ACROSS);
        light.mine(WITHIN, depth);
        TransactionTemplate toCarol = transfer(heavy, carol, Alph.of(20));
        heavy.submit(toCarol);
        List<Block> branch = new ArrayList<>(heavy.mine(ACROSS, 2));
        branch.addAll(heavy.mine(WITHIN, depth + 2));
        light.hear(branch);
        assertSameBest(light, heavy);
        assertThat(light.balance(alice.lockupScript())).isEqualTo(heavy.balance(alice.lockupScript()));
        List<Block> after = light.settle();
        heavy.hear(after);
        assertSameBest(light, heavy);
        assertThat(heavy.balance(carol)).isEqualTo(Alph.of(20));
        assertThat(light.balance(carol)).isEqualTo(Alph.of(20));
        assertThat(light.balance(bob)).isEqualTo(U256.ZERO);
    }

    @Test
    void branchesOfSeveralChainsAreReplacedAtOnce() {
        for (ChainIndex chain : ChainIndex.all(GROUPS)) {
            light.mine(chain);
        }
        List<Block> branches = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (ChainIndex chain : ChainIndex.all(GROUPS)) {
                branches.add(heavy.mine(chain));
            }
        }
        light.hear(branches);
        assertSameBest(light, heavy);
        for (ChainIndex chain : ChainIndex.all(GROUPS)) {
            assertThat(light.flow().hashes(chain, 1)).hasSize(2);
            assertThat(light.flow().isCanonical(heavy.flow().hashes(chain, 1).get(0)))
                    .isTrue();
        }
    }

    @Test
    void aNodeThatIsClosedOrKilledAmidAReorganizationGoesOnWhereItWas() throws IOException {
        TransactionTemplate across = transfer(light, bob, Alph.of(10));
        light.submit(across);
        light.mine(ACROSS);
        light.settle();
        List<Block> branch = new ArrayList<>(heavy.mine(ACROSS, 3));
        branch.addAll(settledTwice(heavy));
        for (int heard = 1; heard < branch.size(); heard++) {
            light.hear(List.of(branch.get(heard - 1)));
            if (heard % 4 == 0) {
                Path killed = copied(folder.resolve("light"), folder.resolve("killed-" + heard));
                try (ForkNode risen = new ForkNode(network, killed, miner, 3)) {
                    assertSameBest(risen, light);
                    risen.hear(branch.subList(heard, branch.size()));
                    assertSameBest(risen, heavy);
                    assertThat(risen.balance(bob)).isEqualTo(U256.ZERO);
                    assertThat(risen.balance(alice.lockupScript())).isEqualTo(Alph.of(1000));
                }
            }
            if (heard == branch.size() / 2) {
                light.close();
                light = new ForkNode(network, folder.resolve("light"), miner, 1);
            }
        }
        light.hear(branch.subList(branch.size() - 1, branch.size()));
        assertSameBest(light, heavy);
        assertThat(light.balance(alice.lockupScript())).isEqualTo(Alph.of(1000));
    }

    /** The files of a node that runs, as its death would leave them. */
    private static Path copied(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.endsWith("LOCK")) {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }

    private static List<Block> settledTwice(ForkNode node) {
        List<Block> blocks = new ArrayList<>(node.settle());
        blocks.addAll(node.settle());
        return blocks;
    }

    private static void assertSameBest(ForkNode one, ForkNode other) {
        for (ChainIndex chain : ChainIndex.all(GROUPS)) {
            assertThat(one.flow().tip(chain))
                    .as("tip of %s", chain)
                    .isEqualTo(other.flow().tip(chain));
            assertThat(one.flow().bestDeps(chain)).isEqualTo(other.flow().bestDeps(chain));
        }
    }

    private static Hash contractIn(Block block) {
        return block.transactions().stream()
                .flatMap(transaction -> transaction.generatedOutputs().stream())
                .filter(TxOutput.Contract.class::isInstance)
                .map(output -> ((LockupScript.P2c) output.lockupScript()).contractId())
                .findFirst()
                .orElseThrow();
    }

    private long tokens(ForkNode node, Hash token) {
        return node.owned(alice.lockupScript()).stream()
                .flatMap(utxo -> utxo.output().tokens().stream())
                .filter(amount -> amount.tokenId().equals(token))
                .map(TokenAmount::amount)
                .mapToLong(amount -> amount.value().longValueExact())
                .sum();
    }

    private static U256 fee() {
        return Limits.MIN_GAS_PRICE.times(GAS);
    }

    private TransactionTemplate transfer(ForkNode node, LockupScript.Asset to, U256 amount) {
        TxDraft draft = fromCoins(node);
        U256 rest = node.balance(alice.lockupScript()).minus(amount).minus(fee());
        draft.outputs.add(TxOutput.Asset.of(amount, to));
        draft.outputs.add(TxOutput.Asset.of(rest, alice.lockupScript()));
        return draft.template(id -> List.of(alice.sign(id)));
    }

    private TransactionTemplate issue(ForkNode node, long amount) {
        TxDraft draft = fromCoins(node);
        draft.script = Optional.of(TokenScripts.issue(alice.lockupScript(), amount));
        return draft.template(id -> List.of(alice.sign(id)));
    }

    private TxDraft fromCoins(ForkNode node) {
        TxDraft draft = new TxDraft(GAS, Limits.MIN_GAS_PRICE);
        AssetUtxo coins = node.owned(alice.lockupScript()).get(0);
        draft.inputs.add(new TxInput(coins.ref(), new UnlockScript.P2pkh(alice.publicKey())));
        return draft;
    }
}
