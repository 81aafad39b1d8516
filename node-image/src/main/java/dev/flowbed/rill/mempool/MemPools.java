package dev.flowbed.rill.mempool;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.flow.FlowListener;
import dev.flowbed.rill.flow.GroupView;
import dev.flowbed.rill.flow.PendingTransactions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pools of all groups of a broker (flow/.../GrandPool.scala). A transaction to another group of this broker is in both groups'
 * pools. Follows BlockFlow: what is mined leaves, what a reorganisation gives back returns. Thread-safe.
 */
public final class MemPools implements PendingTransactions, FlowListener {
    private static final Logger LOG = LoggerFactory.getLogger(MemPools.class);

    private final Broker broker;
    private final MemPoolSettings settings;
    private final MemPoolJournal journal;
    private final InstantSource clock;
    private final Map<Integer, MemPool> pools = new TreeMap<>();

    /**
     * Empty pools.
     *
     * @param broker whose groups have pools
     * @param journal where accepted transactions are written down
     */
    public MemPools(Broker broker, MemPoolSettings settings, MemPoolJournal journal, InstantSource clock) {
        this.broker = broker;
        this.settings = settings;
        this.journal = journal;
        this.clock = clock;
        int groups = broker.groups();
        for (int group : broker.ownGroups()) {
            pools.put(
                    group,
                    new MemPool(
                            group,
                            lockup -> lockup.group(groups),
                            settings.capacityPerChain() * groups,
                            (tx, removal) -> removed(group, tx)));
        }
    }

    private void removed(int group, PendingTx tx) {
        if (tx.chain().from() == group) {
            journal.remove(tx);
        }
    }

    /**
     * The pool of a group.
     *
     * @throws IllegalArgumentException when this broker does not serve the group
     */
    public MemPool pool(int group) {
        MemPool pool = pools.get(group);
        if (pool == null) {
            throw new IllegalArgumentException("group " + group + " belongs to another broker");
        }
        return pool;
    }

    /** What a group can spend with its waiting transactions on top of its blocks. */
    public GroupView view(GroupView blocks, int group) {
        return new MemPoolView(blocks, pool(group));
    }

    /** A transaction that waits in any pool. */
    public Optional<PendingTx> get(Hash id) {
        return pools.values().stream().flatMap(pool -> pool.get(id).stream()).findFirst();
    }

    /** The waiting transactions among some. */
    public List<TransactionTemplate> get(List<Hash> ids) {
        return ids.stream()
                .flatMap(id -> get(id).stream())
                .map(PendingTx::template)
                .toList();
    }

    /** The waiting transactions of chains from own groups, by chain; chains without any are left out. */
    public Map<ChainIndex, List<PendingTx>> byChain() {
        Map<ChainIndex, List<PendingTx>> all = new TreeMap<>();
        pools.forEach((group, pool) -> {
            for (PendingTx tx : pool.all()) {
                if (tx.chain().from() == group) {
                    all.computeIfAbsent(tx.chain(), chain -> new ArrayList<>()).add(tx);
                }
            }
        });
        return all;
    }

    /** How many transactions of a chain wait: what the official metric of the shared pool counts. */
    public int count(ChainIndex chain) {
        MemPool pool = pools.get(chain.from());
        return pool == null ? 0 : pool.count(chain);
    }

    /** Adds a valid transaction of a chain from an own group. */
    MemPool.AddResult add(PendingTx tx) {
        MemPool.AddResult result = addToSource(tx);
        if (result == MemPool.AddResult.ADDED) {
            addToTarget(tx);
        }
        return result;
    }

    private MemPool.AddResult addToSource(PendingTx tx) {
        MemPool.AddResult result = pool(tx.chain().from()).add(tx);
        if (result == MemPool.AddResult.ADDED) {
            journal.add(tx);
        }
        return result;
    }

    private void addToTarget(PendingTx tx) {
        MemPool target = tx.chain().isIntraGroup() ? null : pools.get(tx.chain().to());
        if (target != null) {
            target.addIncoming(tx);
        }
    }

    /** Adds a transaction that another broker of this clique accepted, for what it sends to a group of this one. */
    public void addFromClique(TransactionTemplate template) {
        ChainIndex chain = template.unsigned().chainIndex(broker.groups());
        if (!broker.serves(chain.from())) {
            addToTarget(new PendingTx(template, chain, clock.millis()));
        }
    }

    /** Drops a transaction, all that depend on it, and the same in the target group's pool. */
    public void drop(PendingTx tx) {
        MemPool source = pools.get(tx.chain().from());
        if (source != null) {
            source.drop(tx.id());
        }
        MemPool target = pools.get(tx.chain().to());
        if (target != null) {
            target.drop(tx.id());
        }
    }

    /** Drops everything, on disk too. */
    public void clear() {
        pools.values().forEach(MemPool::clear);
    }

    List<MemPool> all() {
        return List.copyOf(pools.values());
    }

    @Override
    public List<TransactionTemplate> candidates(ChainIndex chain, int limit) {
        return pool(chain.from()).best(chain, Math.min(limit, settings.maxTxsPerBlock()));
    }

    @Override
    public void discard(TransactionTemplate template, String reason) {
        get(template.id()).ifPresent(tx -> {
            LOG.warn("dropping transaction {}: {}", tx.id().hex(), reason);
            drop(tx);
        });
    }

    @Override
    public void viewChanged(ViewChange change) {
        long now = clock.millis();
        for (ChainTransactions returned : change.returned()) {
            for (Transaction tx : returned.transactions()) {
                restore(returned.view(), new PendingTx(tx.toTemplate(), returned.chain(), now));
            }
        }
        for (ChainTransactions included : change.included()) {
            MemPool pool = pool(included.view());
            included.transactions().forEach(pool::mined);
        }
    }

    private void restore(int view, PendingTx tx) {
        pool(view).unmined(tx.id());
        if (tx.chain().from() == view) {
            addToSource(tx);
        } else {
            pool(view).addIncoming(tx);
        }
    }
}
