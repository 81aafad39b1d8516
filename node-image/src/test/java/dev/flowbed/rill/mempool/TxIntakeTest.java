package dev.flowbed.rill.mempool;

import static dev.flowbed.rill.mempool.Txs.made;
import static dev.flowbed.rill.mempool.Txs.origin;
import static dev.flowbed.rill.mempool.Txs.tx;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.flow.FlowListener;
import dev.flowbed.rill.flow.GroupView;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.state.ContractState;
import dev.flowbed.rill.state.OutputOrigin;
import dev.flowbed.rill.state.StagedWorldState;
import dev.flowbed.rill.state.WorldState;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreIdentity;
import dev.flowbed.rill.validation.TxFault;
import dev.flowbed.rill.validation.TxValidator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TxIntakeTest {
    private static final U256 FEE = Limits.MIN_GAS_PRICE.times(Limits.MIN_GAS);
    private static final Broker ALL = new Broker(Txs.GROUPS, 1, 0);

    private final Map<TxOutputRef, TxOutput.Asset> inBlocks = new HashMap<>();
    private final List<TransactionTemplate> announced = new ArrayList<>();
    private final Time time = new Time();
    private MemPools pools = pools(MemPoolJournal.NONE);
    private TxIntake intake = intake(MemPoolJournal.NONE, MemPoolSettings.DEFAULT);

    private static final class Time implements java.time.InstantSource {
        private long now = 1_800_000_000_000L;

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    }

    private MemPools pools(MemPoolJournal journal) {
        return new MemPools(ALL, MemPoolSettings.DEFAULT, journal, time);
    }

    private TxIntake intake(MemPoolJournal journal, MemPoolSettings settings) {
        TxValidator validator = new TxValidator(Txs.NETWORK, Txs.GROUPS);
        TxIntake made = new TxIntake(ALL, settings, pools, journal, validator, group -> new Blocks(), time);
        made.addListener(tx -> announced.add(tx.template()));
        return made;
    }

    /** What blocks left, of all groups. */
    private final class Blocks implements GroupView, WorldState {
        @Override
        public WorldState worldState() {
            return this;
        }

        @Override
        public Optional<TxOutput> output(TxOutputRef ref) {
            return Optional.ofNullable(inBlocks.get(ref));
        }

        @Override
        public List<AssetUtxo> assets(LockupScript.Asset lockup, int limit) {
            return inBlocks.entrySet().stream()
                    .filter(entry -> entry.getValue().lockupScript().equals(lockup))
                    .map(entry -> new AssetUtxo(entry.getKey(), entry.getValue(), OutputOrigin.PERSISTED))
                    .limit(limit)
                    .toList();
        }

        @Override
        public Optional<ContractState> contract(Hash id) {
            return Optional.empty();
        }

        @Override
        public boolean hasContract(Hash id) {
            return false;
        }

        @Override
        public Optional<ContractCode> code(Hash hash) {
            return Optional.empty();
        }

        @Override
        public StagedWorldState fork() {
            throw new UnsupportedOperationException("there are no contracts here");
        }
    }

    private TxOutputRef fund(int group, int number) {
        TxOutputRef ref = origin(group, number);
        inBlocks.put(ref, Txs.output(group, Alph.ONE));
        return ref;
    }

    /** Spends an output of one ALPH less so many fees, to another group. */
    private static TransactionTemplate spending(TxOutputRef ref, int from, int to, int fees) {
        return tx(from, List.of(Txs.output(to, Alph.ONE.minus(FEE.times(fees)))), 1, List.of(ref));
    }

    @Test
    void takesAValidTransactionOnceAndTellsListeners() {
        TransactionTemplate tx = spending(fund(0, 1), 0, 1, 1);
        assertThat(intake.submit(tx)).isInstanceOf(SubmitResult.Added.class);
        assertThat(intake.submit(tx))
                .isInstanceOf(SubmitResult.AlreadyExisted.class)
                .matches(SubmitResult::isAccepted);
        assertThat(announced).containsExactly(tx);
        assertThat(pools.byChain().get(new ChainIndex(0, 1)))
                .extracting(PendingTx::template)
                .containsExactly(tx);
        assertThat(pools.count(new ChainIndex(0, 1))).isEqualTo(1);
        assertThat(pools.pool(1).output(made(tx))).as("what group 1 will get").isPresent();
    }

    @Test
    void answersWithTheOfficialMessages() {
        TransactionTemplate tx = spending(fund(0, 1), 0, 1, 1);
        intake.submit(tx);
        TransactionTemplate rival = spending(origin(0, 1), 0, 0, 1);
        String rivalId = rival.id().hex();
        assertThat(intake.submit(rival).message())
                .startsWith("Tx " + rivalId.substring(rivalId.length() - 8) + " is double spending: 0004");
        TransactionTemplate greedy = spending(fund(0, 2), 0, 1, 0);
        assertThat(intake.submit(greedy).message())
                .startsWith("Failed in validating tx " + greedy.id().hex() + " due to InvalidAlphBalance: 0004");
        TransactionTemplate lost = spending(origin(0, 3), 0, 1, 1);
        assertThat(intake.submit(lost).message()).contains("due to NonExistInput: ");
    }

    @Test
    void buildsUponWaitingTransactionsOfTheSameGroup() {
        TransactionTemplate parent = spending(fund(0, 1), 0, 0, 1);
        TransactionTemplate child = spending(made(parent), 0, 1, 2);
        assertThat(intake.submit(child)).isInstanceOf(SubmitResult.FailedValidation.class);
        assertThat(intake.submit(parent).isAccepted()).isTrue();
        assertThat(intake.submit(child).isAccepted()).isTrue();
        assertThat(pools.candidates(new ChainIndex(0, 0), 10)).containsExactly(parent);
        assertThat(pools.pool(0).rootsUntil(time.now))
                .extracting(PendingTx::template)
                .containsExactly(parent);
    }

    @Test
    void triesAgainWhatCameFromAPeerBeforeItsInputs() {
        TransactionTemplate parent = spending(fund(0, 1), 0, 0, 1);
        TransactionTemplate child = spending(made(parent), 0, 0, 2);
        TransactionTemplate grandchild = spending(made(child), 0, 1, 3);
        assertThat(intake.receive(grandchild)).isInstanceOf(SubmitResult.AddedToOrphanPool.class);
        assertThat(intake.receive(child)).isInstanceOf(SubmitResult.AddedToOrphanPool.class);
        assertThat(intake.receive(parent)).isInstanceOf(SubmitResult.Added.class);
        assertThat(announced).containsExactly(parent, child, grandchild);
        assertThat(intake.orphanCount()).isZero();
    }

    @Test
    void forgetsOrphansAfterTwoRounds() {
        intake.receive(spending(origin(0, 1), 0, 0, 1));
        intake.cleanOrphans();
        assertThat(intake.orphanCount()).isEqualTo(1);
        time.now += 2 * MemPoolSettings.DEFAULT.cleanOrphansEvery();
        intake.cleanOrphans();
        assertThat(intake.orphanCount()).isZero();
    }

    @Test
    void dropsWhatLostItsInputsAfterAMinuteOrWhenAsked() {
        for (int number = 1; number <= 3; number++) {
            intake.submit(spending(fund(0, number), 0, 1, 1));
        }
        inBlocks.remove(origin(0, 1));
        time.now += 59_999;
        intake.clean();
        assertThat(pools.pool(0).size()).isEqualTo(3);
        time.now += 1;
        intake.clean();
        assertThat(pools.pool(0).size()).isEqualTo(2);

        intake.submit(spending(fund(0, 4), 0, 1, 1));
        inBlocks.remove(origin(0, 4));
        intake.recheck();
        assertThat(pools.pool(0).all())
                .extracting(tx -> tx.template().unsigned().inputs().get(0).outputRef())
                .containsExactlyInAnyOrder(origin(0, 2), origin(0, 3));
    }

    @Test
    void dropsWhatWaitedTooLong() {
        intake.submit(spending(fund(0, 1), 0, 1, 1));
        time.now += MemPoolSettings.DEFAULT.expireAfter() - 1;
        intake.clean();
        assertThat(pools.byChain()).hasSize(1);
        time.now += 1;
        intake.clean();
        assertThat(pools.byChain()).isEmpty();
        assertThat(pools.pool(1).size()).isZero();
    }

    @Test
    void followsBlocksAndReorganisations() {
        TransactionTemplate tx = spending(fund(0, 1), 0, 1, 1);
        intake.submit(tx);
        FlowListener.ChainTransactions source = seenBy(0, tx);
        FlowListener.ChainTransactions target = seenBy(1, tx);
        pools.viewChanged(new FlowListener.ViewChange(List.of(), false, List.of(source), List.of()));
        assertThat(pools.byChain()).isEmpty();
        assertThat(pools.pool(1).contains(tx.id()))
                .as("group 1 has not seen the block")
                .isTrue();
        pools.viewChanged(new FlowListener.ViewChange(List.of(), false, List.of(target), List.of()));
        assertThat(pools.pool(1).contains(tx.id())).isFalse();
        pools.viewChanged(new FlowListener.ViewChange(List.of(), true, List.of(), List.of(source)));
        assertThat(pools.candidates(new ChainIndex(0, 1), 10)).containsExactly(tx);
        assertThat(pools.pool(1).contains(tx.id()))
                .as("group 1 still sees the block")
                .isFalse();
    }

    @Test
    void forgetsWhatAGroupReceivedInWhateverOrderTheGroupsSeeItsBlocks() {
        TransactionTemplate tx = spending(fund(0, 1), 0, 1, 1);
        intake.submit(tx);
        pools.viewChanged(new FlowListener.ViewChange(List.of(), false, List.of(seenBy(1, tx)), List.of()));
        assertThat(pools.pool(1).contains(tx.id())).isFalse();
        pools.viewChanged(
                new FlowListener.ViewChange(List.of(), false, List.of(seenBy(0, tx)), List.of(seenBy(0, tx))));
        assertThat(pools.byChain()).isEmpty();
        assertThat(pools.pool(1).size()).isZero();
    }

    @Test
    void offersTransactionsThatDependOnOthersAfterThoseThatDoNot() {
        TransactionTemplate parent = spending(fund(0, 1), 0, 0, 1);
        intake.submit(parent);
        TransactionTemplate child = spending(made(parent), 0, 1, 2);
        TransactionTemplate root = spending(fund(0, 2), 0, 1, 1);
        intake.submit(child);
        intake.submit(root);
        assertThat(pools.candidates(new ChainIndex(0, 1), 10)).containsExactly(root, child);
    }

    private static FlowListener.ChainTransactions seenBy(int group, TransactionTemplate tx) {
        return new FlowListener.ChainTransactions(group, new ChainIndex(0, 1), List.of(tx.toTransaction()));
    }

    @Test
    void refusesTransactionsOfGroupsItDoesNotServe() {
        Broker half = new Broker(Txs.GROUPS, 2, 0);
        MemPools own = new MemPools(half, MemPoolSettings.DEFAULT, MemPoolJournal.NONE, time);
        TxIntake partial = new TxIntake(
                half,
                MemPoolSettings.DEFAULT,
                own,
                MemPoolJournal.NONE,
                new TxValidator(Txs.NETWORK, Txs.GROUPS),
                group -> new Blocks(),
                time);
        TransactionTemplate foreign = spending(fund(1, 1), 1, 0, 1);
        assertThat(partial.submit(foreign))
                .isInstanceOfSatisfying(
                        SubmitResult.FailedValidation.class,
                        failed -> assertThat(failed.verdict().fault()).isEqualTo(TxFault.INVALID_INPUT_GROUP_INDEX));
        own.addFromClique(foreign);
        assertThat(own.pool(0).output(made(foreign))).isPresent();
    }

    @Test
    void minesAtOnceWhereAskedTo() {
        TxIntake dev = intake(MemPoolJournal.NONE, MemPoolSettings.DEFAULT.withAutoMine(true));
        List<ChainIndex> mined = new ArrayList<>();
        dev.setAutoMiner(chain -> {
            mined.add(chain);
            return Optional.empty();
        });
        assertThat(dev.submit(spending(fund(0, 1), 0, 1, 1)).isAccepted()).isTrue();
        assertThat(mined).containsExactly(new ChainIndex(0, 1), new ChainIndex(0, 0));
        dev.setAutoMiner(chain -> Optional.of("no luck"));
        assertThat(dev.submit(spending(fund(0, 2), 0, 0, 1)).message()).endsWith(": no luck");
    }

    @Test
    void hasWhatWaitedBeforeTheProcessEnded(@TempDir Path folder) {
        StoreIdentity identity = new StoreIdentity(Txs.NETWORK, Txs.GROUPS, 1, 0, "genesis");
        TransactionTemplate parent = spending(fund(0, 1), 0, 0, 1);
        TransactionTemplate child = spending(made(parent), 0, 0, 2);
        TransactionTemplate gone = spending(fund(0, 2), 0, 0, 1);
        try (Store store = Store.open(folder, identity)) {
            restart(store);
            intake.submit(parent);
            time.now++;
            intake.submit(child);
            intake.submit(gone);
        }
        inBlocks.remove(origin(0, 2));
        try (Store store = Store.open(folder, identity)) {
            restart(store);
            assertThat(intake.restore()).isEqualTo(2);
            assertThat(pools.candidates(new ChainIndex(0, 0), 10)).containsExactly(parent, child);
            assertThat(MemPoolJournal.in(store).load(Txs.GROUPS)).hasSize(2);
            pools.clear();
            assertThat(MemPoolJournal.in(store).load(Txs.GROUPS)).isEmpty();
        }
    }

    private void restart(Store store) {
        MemPoolJournal journal = MemPoolJournal.in(store);
        pools = pools(journal);
        intake = intake(journal, MemPoolSettings.DEFAULT);
    }
}
