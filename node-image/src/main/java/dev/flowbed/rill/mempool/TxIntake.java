package dev.flowbed.rill.mempool;

import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.flow.GroupView;
import dev.flowbed.rill.validation.BlockFacts;
import dev.flowbed.rill.validation.TxFault;
import dev.flowbed.rill.validation.TxValidator;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where transactions come in (flow/.../TxHandler.scala): checked against blocks and waiting transactions, added to the pools, told
 * to listeners; those whose inputs are unknown are tried again. Thread-safe.
 */
public final class TxIntake {
    private static final Logger LOG = LoggerFactory.getLogger(TxIntake.class);

    private final Broker broker;
    private final MemPoolSettings settings;
    private final MemPools pools;
    private final MemPoolJournal journal;
    private final TxValidator validator;
    private final IntFunction<GroupView> views;
    private final InstantSource clock;
    private final OrphanPool orphans = new OrphanPool();
    private final List<TxIntakeListener> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable AutoMiner autoMiner;
    private volatile Function<ChainIndex, BlockFacts> nextBlocks;
    // transactions come in side by side, but not while the pools are replaced
    private final ReadWriteLock replacing = new ReentrantReadWriteLock();

    /**
     * An intake for own groups.
     *
     * @param journal where the pools write down what they accept
     * @param views what a group can spend by its blocks, see {@code BlockFlow.groupView}
     */
    public TxIntake(
            Broker broker,
            MemPoolSettings settings,
            MemPools pools,
            MemPoolJournal journal,
            TxValidator validator,
            IntFunction<GroupView> views,
            InstantSource clock) {
        this.broker = broker;
        this.settings = settings;
        this.pools = pools;
        this.journal = journal;
        this.validator = validator;
        this.views = views;
        this.clock = clock;
        this.nextBlocks = chain -> new BlockFacts(chain, clock.millis(), Target.MAX, Optional.empty());
    }

    /** Says what the scripts of waiting transactions may see of the block they wait for; a block of the least work before this. */
    public void setNextBlocks(Function<ChainIndex, BlockFacts> nextBlocks) {
        this.nextBlocks = nextBlocks;
    }

    /** Tells a listener of all transactions accepted from now on. */
    public void addListener(TxIntakeListener listener) {
        listeners.add(listener);
    }

    /** Who mines at once, where the settings ask for it. */
    public void setAutoMiner(AutoMiner miner) {
        autoMiner = miner;
    }

    /** Whether what users submit is in a block when {@link #submit} returns. */
    public boolean minesAtOnce() {
        return settings.autoMine() && autoMiner != null;
    }

    /** Takes a transaction from a user of this node. */
    public SubmitResult submit(TransactionTemplate template) {
        AutoMiner miner = autoMiner;
        return unreplaced(() -> settings.autoMine() && miner != null
                ? submitAndMine(template, miner)
                : take(template, false, clock.millis()));
    }

    /** Takes a transaction from a peer: one whose inputs are unknown is kept for a while. */
    public SubmitResult receive(TransactionTemplate template) {
        return unreplaced(() -> take(template, true, clock.millis()));
    }

    /** Runs what replaces blocks and waiting transactions: none comes in meanwhile. */
    public <T> T replacing(Supplier<T> replacement) {
        return holding(replacing.writeLock(), replacement);
    }

    private <T> T unreplaced(Supplier<T> action) {
        return holding(replacing.readLock(), action);
    }

    private static <T> T holding(Lock lock, Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Takes back, at start, what waited when the process ended; returns how many still wait. */
    public int restore() {
        List<PendingTx> left = new ArrayList<>(journal.load(broker.groups()));
        int before = left.size();
        // those of one millisecond may stand in any order: as long as some find their parents, others may find theirs
        while (left.removeIf(this::restored)) {
            LOG.debug("{} waiting transactions are not restored yet", left.size());
        }
        left.forEach(journal::remove);
        return before - left.size();
    }

    private boolean restored(PendingTx tx) {
        return broker.serves(tx.chain().from())
                && take(tx.template(), false, tx.seenAt()).isAccepted();
    }

    private SubmitResult take(TransactionTemplate template, boolean keepOrphan, long seenAt) {
        SubmitResult result = tryToAdd(template, keepOrphan, seenAt);
        if (result instanceof SubmitResult.Added added) {
            accepted(added.tx());
        }
        return result;
    }

    private SubmitResult tryToAdd(TransactionTemplate template, boolean keepOrphan, long seenAt) {
        ChainIndex chain = validator.chainOf(template).orElse(null);
        if (chain == null || !broker.serves(chain.from())) {
            return invalidChain(template);
        }
        MemPool pool = pools.pool(chain.from());
        // not locked against the flow, which calls the pools with locks of its own: what changes meanwhile is cleaned
        // up later
        return refusal(template, pool, keepOrphan).orElseGet(() -> add(new PendingTx(template, chain, seenAt)));
    }

    private SubmitResult invalidChain(TransactionTemplate template) {
        TxValidator.Verdict verdict = validator
                .check(template, ref -> Optional.empty(), clock.millis())
                .orElseGet(() -> new TxValidator.Verdict(
                        TxFault.INVALID_INPUT_GROUP_INDEX, TxFault.INVALID_INPUT_GROUP_INDEX.officialName()));
        // nothing but the group may be wrong as far as this broker can tell
        return verdict.fault() == TxFault.NON_EXIST_INPUT
                ? new SubmitResult.FailedValidation(
                        template,
                        new TxValidator.Verdict(
                                TxFault.INVALID_INPUT_GROUP_INDEX, TxFault.INVALID_INPUT_GROUP_INDEX.officialName()))
                : new SubmitResult.FailedValidation(template, verdict);
    }

    private Optional<SubmitResult> refusal(TransactionTemplate template, MemPool pool, boolean keepOrphan) {
        if (pool.contains(template.id())) {
            return Optional.of(new SubmitResult.AlreadyExisted(template));
        }
        if (pool.isDoubleSpending(template)) {
            return Optional.of(new SubmitResult.DoubleSpending(template));
        }
        GroupView view = new MemPoolView(views.apply(pool.group()), pool);
        return validator.check(template, view, nextBlocks).map(verdict -> {
            if (verdict.fault() == TxFault.NON_EXIST_INPUT && keepOrphan) {
                return keepOrphan(template);
            }
            return new SubmitResult.FailedValidation(template, verdict);
        });
    }

    private SubmitResult keepOrphan(TransactionTemplate template) {
        return switch (orphans.add(template, clock.millis())) {
            case ADDED -> new SubmitResult.AddedToOrphanPool(template);
            case ALREADY_EXISTED -> new SubmitResult.AlreadyExisted(template);
            case DOUBLE_SPENDING -> new SubmitResult.DoubleSpending(template);
            case FULL -> new SubmitResult.MemPoolIsFull(template);
        };
    }

    private SubmitResult add(PendingTx tx) {
        return switch (pools.add(tx)) {
            case ADDED -> new SubmitResult.Added(tx);
            case ALREADY_EXISTED -> new SubmitResult.AlreadyExisted(tx.template());
            case DOUBLE_SPENDING -> new SubmitResult.DoubleSpending(tx.template());
            case FULL -> new SubmitResult.MemPoolIsFull(tx.template());
        };
    }

    private void accepted(PendingTx tx) {
        listeners.forEach(listener -> listener.accepted(tx));
        retry(orphans.resolved(tx.template()));
    }

    private SubmitResult submitAndMine(TransactionTemplate template, AutoMiner miner) {
        SubmitResult result = tryToAdd(template, false, clock.millis());
        if (!(result instanceof SubmitResult.Added added)) {
            return result;
        }
        ChainIndex chain = added.tx().chain();
        Optional<String> error = miner.mine(chain);
        if (error.isEmpty() && !chain.isIntraGroup()) {
            // the group's own chain takes the outgoing block in
            error = miner.mine(new ChainIndex(chain.from(), chain.from()));
        }
        if (error.isPresent()) {
            pools.pool(chain.from()).clear();
            return new SubmitResult.FailedInternally(template, error.get());
        }
        accepted(added.tx());
        return result;
    }

    /** Drops what waited too long, and what cannot be mined any more. To be called every {@link MemPoolSettings#lookEvery}. */
    public void clean() {
        unreplaced(() -> {
            long now = clock.millis();
            for (MemPool pool : pools.all()) {
                pool.rootsUntil(now - settings.expireAfter()).forEach(pools::drop);
            }
            dropWithoutInputs(now - settings.lookEvery());
            return true;
        });
    }

    /** Drops what cannot be mined as things stand, however new. */
    public void recheck() {
        unreplaced(() -> {
            dropWithoutInputs(clock.millis());
            return true;
        });
    }

    private void dropWithoutInputs(long acceptedUntil) {
        for (MemPool pool : pools.all()) {
            GroupView view = views.apply(pool.group());
            pool.rootsUntil(acceptedUntil).stream()
                    .filter(tx -> tx.chain().from() == pool.group() && !canSpend(tx, view))
                    .forEach(pools::drop);
        }
    }

    private static boolean canSpend(PendingTx tx, GroupView view) {
        return tx.template().unsigned().inputs().stream()
                .allMatch(input -> view.output(input.outputRef()).isPresent());
    }

    /**
     * Tries orphans again, and drops those that waited for two rounds. To be called every {@link MemPoolSettings#cleanOrphansEvery}.
     */
    public void cleanOrphans() {
        unreplaced(() -> {
            retry(orphans.roots());
            orphans.dropUntil(clock.millis() - 2 * settings.cleanOrphansEvery());
            return true;
        });
    }

    private void retry(List<TransactionTemplate> candidates) {
        Deque<TransactionTemplate> queue = new ArrayDeque<>(candidates);
        while (!queue.isEmpty()) {
            TransactionTemplate template = queue.remove();
            SubmitResult result = tryToAdd(template, false, clock.millis());
            if (result instanceof SubmitResult.Added added) {
                listeners.forEach(listener -> listener.accepted(added.tx()));
                queue.addAll(orphans.resolved(template));
            } else if (!isStillUnknown(result)) {
                orphans.drop(template);
            }
        }
    }

    private static boolean isStillUnknown(SubmitResult result) {
        return result instanceof SubmitResult.FailedValidation failed
                && failed.verdict().fault() == TxFault.NON_EXIST_INPUT;
    }

    /** How many orphans there are. */
    public int orphanCount() {
        return orphans.size();
    }

    /** Drops all waiting transactions and orphans. */
    public void clear() {
        pools.clear();
        orphans.clear();
    }
}
