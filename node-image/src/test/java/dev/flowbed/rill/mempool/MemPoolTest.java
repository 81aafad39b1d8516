package dev.flowbed.rill.mempool;

import static dev.flowbed.rill.mempool.Txs.made;
import static dev.flowbed.rill.mempool.Txs.origin;
import static dev.flowbed.rill.mempool.Txs.pending;
import static dev.flowbed.rill.mempool.Txs.tx;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.state.OutputOrigin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemPoolTest {
    private static final ChainIndex WITHIN = new ChainIndex(0, 0);
    private static final ChainIndex ACROSS = new ChainIndex(0, 1);

    private final List<PendingTx> removed = new ArrayList<>();
    private final MemPool pool = pool(100);

    private MemPool pool(int capacity) {
        return new MemPool(0, lockup -> lockup.group(Txs.GROUPS), capacity, (tx, removal) -> removed.add(tx));
    }

    @Test
    void offersTheHighestGasPriceFirstThenTheOldest() {
        TransactionTemplate cheap = tx(0, 0, 1, List.of(origin(0, 1)));
        TransactionTemplate dear = tx(0, 0, 3, List.of(origin(0, 2)));
        TransactionTemplate late = tx(0, 0, 3, List.of(origin(0, 3)));
        pool.add(pending(cheap, 1));
        pool.add(pending(late, 3));
        pool.add(pending(dear, 2));
        assertThat(pool.best(WITHIN, 10)).containsExactly(dear, late, cheap);
        assertThat(pool.best(WITHIN, 2)).containsExactly(dear, late);
    }

    @Test
    void refusesTheSameAgainAndWhatSpendsTheSame() {
        TransactionTemplate first = tx(0, 0, 1, List.of(origin(0, 1)));
        TransactionTemplate rival = tx(0, 1, 5, List.of(origin(0, 2), origin(0, 1)));
        assertThat(pool.add(pending(first, 1))).isEqualTo(MemPool.AddResult.ADDED);
        assertThat(pool.add(pending(first, 2))).isEqualTo(MemPool.AddResult.ALREADY_EXISTED);
        assertThat(pool.add(pending(rival, 2))).isEqualTo(MemPool.AddResult.DOUBLE_SPENDING);
        assertThat(pool.all()).hasSize(1);
    }

    @Test
    void letsABetterTransactionTakeTheWorstOnesPlace() {
        MemPool small = pool(2);
        TransactionTemplate worst = tx(0, 0, 2, List.of(origin(0, 1)));
        TransactionTemplate good = tx(0, 0, 3, List.of(origin(0, 2)));
        small.add(pending(worst, 1));
        small.add(pending(good, 2));
        assertThat(small.add(pending(tx(0, 0, 1, List.of(origin(0, 3))), 3))).isEqualTo(MemPool.AddResult.FULL);
        TransactionTemplate better = tx(0, 0, 4, List.of(origin(0, 4)));
        assertThat(small.add(pending(better, 4))).isEqualTo(MemPool.AddResult.ADDED);
        assertThat(small.best(WITHIN, 10)).containsExactly(better, good);
    }

    @Test
    void offersWhatDependsOnOthersBehindThem() {
        TransactionTemplate parent = tx(0, 0, 1, List.of(origin(0, 1)));
        TransactionTemplate child = tx(0, 0, 1, List.of(made(parent)));
        TransactionTemplate across = tx(0, 1, 1, List.of(made(child)));
        pool.add(pending(parent, 1));
        pool.add(pending(child, 2));
        pool.add(pending(across, 3));
        assertThat(pool.best(WITHIN, 10)).containsExactly(parent, child);
        assertThat(pool.best(ACROSS, 10)).containsExactly(across);
        pool.mined(child.toTransaction());
        assertThat(pool.best(WITHIN, 10)).as("a block of its own").containsExactly(parent);
        assertThat(pool.best(ACROSS, 10)).containsExactly(across);
    }

    @Test
    void dropsATransactionWithAllThatDependOnIt() {
        TransactionTemplate parent = tx(0, 0, 1, List.of(origin(0, 1)));
        TransactionTemplate child = tx(0, 0, 1, List.of(made(parent)));
        TransactionTemplate grandchild = tx(0, 0, 1, List.of(made(child), origin(0, 2)));
        for (TransactionTemplate tx : List.of(parent, child, grandchild)) {
            pool.add(pending(tx, 1));
        }
        pool.drop(child.id());
        assertThat(pool.all()).extracting(PendingTx::template).containsExactly(parent);
        assertThat(removed).extracting(PendingTx::template).containsExactlyInAnyOrder(child, grandchild);
        assertThat(pool.isSpent(origin(0, 2))).isFalse();
    }

    @Test
    void dropsWhatABlockMadeImpossible() {
        TransactionTemplate waiting = tx(0, 0, 1, List.of(origin(0, 1)));
        pool.add(pending(waiting, 1));
        pool.mined(tx(0, 1, 9, List.of(origin(0, 1))).toTransaction());
        assertThat(pool.size()).isZero();
    }

    @Test
    void doesNotTakeWhatABlockHasFromThoseWhoDoNotKnowItYet() {
        TransactionTemplate own = tx(0, 0, 1, List.of(origin(0, 1)));
        TransactionTemplate incoming = tx(1, 0, 1, List.of(origin(1, 1)));
        for (TransactionTemplate tx : List.of(own, incoming)) {
            pool.mined(tx.toTransaction());
        }
        assertThat(pool.add(pending(own, 1))).isEqualTo(MemPool.AddResult.ALREADY_EXISTED);
        pool.addIncoming(pending(incoming, 1));
        assertThat(pool.size()).isZero();
        assertThat(pool.output(made(incoming))).isEmpty();

        pool.unmined(own.id());
        pool.unmined(incoming.id());
        assertThat(pool.add(pending(own, 1))).isEqualTo(MemPool.AddResult.ADDED);
        pool.addIncoming(pending(incoming, 1));
        assertThat(pool.size()).isEqualTo(2);
    }

    @Test
    void connectsAParentThatComesBackAfterItsChild() {
        TransactionTemplate parent = tx(0, 0, 1, List.of(origin(0, 1)));
        TransactionTemplate child = tx(0, 1, 1, List.of(made(parent)));
        pool.add(pending(child, 1));
        assertThat(pool.best(ACROSS, 10)).containsExactly(child);
        pool.add(pending(parent, 2));
        assertThat(pool.rootsUntil(5)).extracting(PendingTx::template).containsExactly(parent);
    }

    @Test
    void showsWhatIsUnspentOnceAllIsMined() {
        AssetUtxo first = new AssetUtxo(origin(0, 1), Txs.output(0, Alph.ONE), OutputOrigin.PERSISTED);
        AssetUtxo second = new AssetUtxo(origin(0, 2), first.output(), OutputOrigin.BLOCK);
        TransactionTemplate waiting = tx(0, 0, 1, List.of(first.ref()));
        pool.add(pending(waiting, 1));
        assertThat(pool.outputsOf(Txs.lockup(0), List.of(first, second)))
                .containsExactly(second, new AssetUtxo(made(waiting), first.output(), OutputOrigin.MEMPOOL));
    }

    @Test
    void countsIncomingTransactionsOfOtherGroupsForWhatTheySend() {
        TransactionTemplate incoming = tx(1, 0, 1, List.of(origin(1, 1)));
        pool.addIncoming(pending(incoming, 1));
        assertThat(pool.output(made(incoming))).isPresent();
        assertThat(pool.isSpent(origin(1, 1))).isFalse();
        assertThat(pool.count(ACROSS)).isZero();
        TransactionTemplate child = tx(0, 0, 1, List.of(made(incoming)));
        pool.add(pending(child, 2));
        pool.drop(incoming.id());
        assertThat(pool.size()).isZero();
    }

    @Test
    void staysConsistentThroughRandomChanges() {
        Random random = new Random(11);
        Map<Hash, TransactionTemplate> model = new LinkedHashMap<>();
        Set<Hash> mined = new HashSet<>();
        List<TxOutputRef> spendable = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            spendable.add(origin(0, i));
        }
        MemPool random100 = pool(1000);
        for (int step = 0; step < 600; step++) {
            int kind = random.nextInt(10);
            List<TransactionTemplate> waiting = new ArrayList<>(model.values());
            if (kind < 7 || waiting.isEmpty()) {
                TransactionTemplate tx = tx(
                        0,
                        random.nextInt(3) == 0 ? 1 : 0,
                        1 + random.nextInt(5),
                        List.of(spendable.get(random.nextInt(spendable.size()))));
                boolean free = model.values().stream().noneMatch(other -> spends(other, tx));
                MemPool.AddResult result = random100.add(pending(tx, step));
                boolean added = free && !model.containsKey(tx.id()) && !mined.contains(tx.id());
                assertThat(result == MemPool.AddResult.ADDED).isEqualTo(added);
                if (added) {
                    model.put(tx.id(), tx);
                    spendable.addAll(tx.unsigned().fixedOutputRefs().stream()
                            .filter(ref -> ref.hint().group(Txs.GROUPS) == 0)
                            .toList());
                }
            } else {
                TransactionTemplate chosen = waiting.get(random.nextInt(waiting.size()));
                if (kind < 9) {
                    random100.drop(chosen.id());
                    removeWithChildren(model, chosen);
                } else {
                    random100.mined(chosen.toTransaction());
                    mined.add(chosen.id());
                    model.remove(chosen.id());
                }
            }
            Set<Hash> ids = new HashSet<>();
            random100.all().forEach(tx -> ids.add(tx.id()));
            assertThat(ids).isEqualTo(model.keySet());
        }
        for (TransactionTemplate tx : model.values()) {
            assertThat(random100.isDoubleSpending(tx)).isTrue();
        }
        random100.clear();
        assertThat(random100.size()).isZero();
        assertThat(spendable)
                .noneMatch(random100::isSpent)
                .noneMatch(ref -> random100.output(ref).isPresent());
    }

    private static boolean spends(TransactionTemplate one, TransactionTemplate other) {
        return one.unsigned().inputs().stream()
                .anyMatch(input -> other.unsigned().inputs().stream()
                        .anyMatch(also -> also.outputRef().equals(input.outputRef())));
    }

    private static boolean isChild(TransactionTemplate child, TransactionTemplate parent) {
        List<TxOutputRef> made = parent.unsigned().fixedOutputRefs();
        return child.unsigned().inputs().stream().anyMatch(input -> made.contains(input.outputRef()));
    }

    private static void removeWithChildren(Map<Hash, TransactionTemplate> model, TransactionTemplate tx) {
        model.remove(tx.id());
        for (TransactionTemplate other : List.copyOf(model.values())) {
            if (isChild(other, tx)) {
                removeWithChildren(model, other);
            }
        }
    }
}
