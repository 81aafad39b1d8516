package dev.flowbed.rill.mining;

import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.config.MiningSettings;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.BlockTemplate;
import dev.flowbed.rill.flow.FlowListener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a template for every chain that this broker builds blocks for, and hands all of them to whoever mines: when mining starts,
 * when one is outdated, when transactions wait, and now and then; never more often than configured. Templates are made only while
 * somebody mines, the broker is synced and there are miner addresses. All methods are for any thread.
 */
public final class MiningTemplates implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MiningTemplates.class);

    private final BlockFlow flow;
    private final MiningSettings settings;
    private final BooleanSupplier synced;
    private final List<ChainIndex> chains;
    private final ScheduledThreadPoolExecutor thread;
    private final Map<ChainIndex, BlockTemplate> templates = new TreeMap<>();
    private final Set<ChainIndex> outdated = new LinkedHashSet<>();
    private final Set<Subscriber> subscribers = new HashSet<>();
    private volatile @Nullable List<LockupScript.Asset> addresses;
    private final Future<?> polling;
    private @Nullable Future<?> next;
    private long lastHandedOut;

    /** Gets templates, on the thread of this class; must not wait. */
    @FunctionalInterface
    public interface Subscriber {
        /** A template for each chain of the broker's groups, in order. */
        void templates(List<BlockTemplate> templates);
    }

    /** @param synced whether the broker is up to date: else nobody should mine on it */
    public MiningTemplates(BlockFlow flow, MiningSettings settings, BooleanSupplier synced) {
        this.flow = flow;
        this.settings = settings;
        this.synced = synced;
        this.chains = flow.broker().ownChains();
        this.addresses = settings.minerAddresses().orElse(null);
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "rill-mining");
            made.setDaemon(true);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        flow.addListener(new FlowListener() {
            @Override
            public void viewChanged(ViewChange change) {
                if (!change.chains().isEmpty()) {
                    run(() -> outdated(change.chains()));
                }
            }

            @Override
            public void chainsReset() {
                refresh();
            }
        });
        long period = Math.max(1, settings.pollingInterval().toMillis());
        polling = thread.scheduleWithFixedDelay(
                () -> guarded(() -> outdated(chains)), period, period, TimeUnit.MILLISECONDS);
    }

    /** Who is rewarded, by group; empty while nobody was named. */
    public Optional<List<LockupScript.Asset>> minerAddresses() {
        return Optional.ofNullable(addresses);
    }

    /** Rewards these from the next templates on; refuses lists that do not have one address for each group, in it. */
    public void setMinerAddresses(List<LockupScript.Asset> rewarded) {
        Optional<String> problem =
                MinerAddresses.problem(rewarded, flow.broker().groups());
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
        addresses = List.copyOf(rewarded);
        run(() -> outdated(chains));
    }

    /** Why nobody can mine now; empty when one can. */
    public Optional<String> obstacle() {
        return synced.getAsBoolean() ? unpaid() : Optional.of("The node is not synced yet");
    }

    /** Why nobody can mine however long they wait: nobody would be rewarded. */
    Optional<String> unpaid() {
        return addresses == null
                ? Optional.of("Unable to subscribe the miner, as miner addresses are not set")
                : Optional.empty();
    }

    /** Gives templates to a subscriber from now on, the first at once. */
    public void subscribe(Subscriber subscriber) {
        run(() -> {
            boolean first = subscribers.isEmpty();
            subscribers.add(subscriber);
            if (first || templates.size() < chains.size()) {
                templates.clear();
                build(chains);
            }
            if (templates.size() == chains.size()) {
                subscriber.templates(List.copyOf(templates.values()));
            }
        });
    }

    public void unsubscribe(Subscriber subscriber) {
        run(() -> {
            subscribers.remove(subscriber);
            if (subscribers.isEmpty()) {
                templates.clear();
                outdated.clear();
            }
        });
    }

    /** The broker is up to date, or not any more: who waits for templates gets them. */
    public void syncedChanged(boolean nowSynced) {
        if (nowSynced) {
            run(() -> outdated(chains));
        }
    }

    /** Transactions wait for a block of a chain. */
    public void transactionsWait(ChainIndex chain) {
        run(() -> outdated(List.of(chain)));
    }

    /** All templates are outdated: the clock or the chains were moved. */
    public void refresh() {
        run(() -> outdated(chains));
    }

    /** Runs something on the thread of this class: what miners send is handled there, one after the other. */
    void run(Runnable task) {
        try {
            thread.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("dropped a task after the end");
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a mining task failed", e);
        }
    }

    private void outdated(List<ChainIndex> which) {
        if (subscribers.isEmpty()) {
            return;
        }
        which.stream().filter(chains::contains).forEach(outdated::add);
        if (next == null && !outdated.isEmpty()) {
            long pause = settings.minTaskBroadcastInterval().toNanos() - (System.nanoTime() - lastHandedOut);
            next = thread.schedule(() -> guarded(this::handOut), Math.max(0, pause), TimeUnit.NANOSECONDS);
        }
    }

    private void handOut() {
        next = null;
        if (subscribers.isEmpty() || obstacle().isPresent()) {
            return;
        }
        build(new ArrayList<>(outdated));
        outdated.clear();
        lastHandedOut = System.nanoTime();
        if (templates.size() == chains.size()) {
            List<BlockTemplate> all = List.copyOf(templates.values());
            List.copyOf(subscribers).forEach(subscriber -> subscriber.templates(all));
        }
    }

    private void build(List<ChainIndex> which) {
        List<LockupScript.Asset> rewarded = addresses;
        if (rewarded == null || !synced.getAsBoolean()) {
            return;
        }
        for (ChainIndex chain : which) {
            templates.put(chain, flow.template(chain, rewarded.get(chain.to())));
        }
    }

    @Override
    public void close() {
        polling.cancel(false);
        thread.shutdownNow();
    }
}
