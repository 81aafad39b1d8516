package dev.flowbed.rill.net;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Puts what peers send into the chains in the order of dependencies. What lacks something waits, within bounds; what has all goes
 * to the adding thread at once, also when what it needs is only on its way there, since that thread keeps the order. Belongs to
 * the network thread.
 */
final class BlockIntake {
    private static final int MAX_ITEMS = 8192;
    private static final long MAX_COST = 48L << 20;
    private static final int MAX_ADDING = 512;

    private final Ledger ledger;
    private final NetThread net;
    private final Executor adder;
    private final Listener listener;
    private final Map<BlockHash, Entry> entries = new LinkedHashMap<>();
    private final Map<BlockHash, List<Entry>> waiting = new HashMap<>();
    private final Deque<Entry> ready = new ArrayDeque<>();
    private final Map<ChainIndex, Integer> perChain = new HashMap<>();
    private int adding;
    private long cost;

    /** Hears what became of items that peers sent. */
    interface Listener {
        /** An item is in, or will never be. The source is gone when its connection ended. */
        void finished(FlowItem item, @Nullable Peer source, AddOutcome outcome);
    }

    private static final class Entry {
        final FlowItem item;
        final @Nullable Peer source;
        final long since;
        int missing;
        boolean submitted;

        Entry(FlowItem item, @Nullable Peer source, long since) {
            this.item = item;
            this.source = source;
            this.since = since;
        }
    }

    BlockIntake(Ledger ledger, NetThread net, Executor adder, Listener listener) {
        this.ledger = ledger;
        this.net = net;
        this.adder = adder;
        this.listener = listener;
    }

    /** Takes an item in; returns false when it is there already or there is no room. */
    boolean offer(FlowItem item, @Nullable Peer source, long now) {
        BlockHash hash = item.hash();
        if (entries.containsKey(hash) || entries.size() >= MAX_ITEMS || cost >= MAX_COST || ledger.contains(hash)) {
            return false;
        }
        Entry entry = new Entry(item, source, now);
        entries.put(hash, entry);
        cost += item.cost();
        perChain.merge(item.chain(), 1, Integer::sum);
        for (BlockHash need : new LinkedHashSet<>(item.needs())) {
            Entry other = entries.get(need);
            if (other == null ? !ledger.contains(need) : !other.submitted) {
                entry.missing++;
                waiting.computeIfAbsent(need, key -> new ArrayList<>(2)).add(entry);
            }
        }
        if (entry.missing == 0) {
            ready.add(entry);
            submit();
        }
        return true;
    }

    private void submit() {
        while (adding < MAX_ADDING && !ready.isEmpty()) {
            Entry entry = ready.remove();
            if (entries.get(entry.item.hash()) != entry) {
                continue;
            }
            adding++;
            entry.submitted = true;
            adder.execute(() -> add(entry));
            release(entry.item.hash());
        }
    }

    private void add(Entry entry) {
        String source = entry.source == null ? "unknown" : entry.source.name();
        AddOutcome outcome;
        try {
            Block block = entry.item.block();
            outcome = block == null ? ledger.addHeader(entry.item.header(), source) : ledger.addBlock(block, source);
        } catch (RuntimeException e) {
            outcome = new AddOutcome.Invalid("it could not be added: " + e, false);
        }
        AddOutcome result = outcome;
        net.execute(() -> {
            adding--;
            remove(entry);
            listener.finished(entry.item, entry.source, result);
            submit();
        });
    }

    /** Something is part of the chains now, by whatever way it came. */
    void arrived(BlockHash hash) {
        release(hash);
        submit();
    }

    private void release(BlockHash hash) {
        List<Entry> dependents = waiting.remove(hash);
        if (dependents == null) {
            return;
        }
        for (Entry entry : dependents) {
            if (--entry.missing == 0 && entries.get(entry.item.hash()) == entry) {
                ready.add(entry);
            }
        }
    }

    private void remove(Entry entry) {
        if (entries.remove(entry.item.hash(), entry)) {
            cost -= entry.item.cost();
            perChain.computeIfPresent(entry.item.chain(), (chain, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Forgets what has waited since before a time, and the notes about it. */
    void expire(long before) {
        List<Entry> old = entries.values().stream()
                .filter(e -> !e.submitted && e.since < before)
                .toList();
        old.forEach(this::remove);
        if (!old.isEmpty()) {
            waiting.values().removeIf(list -> {
                list.removeIf(e -> entries.get(e.item.hash()) != e);
                return list.isEmpty();
            });
        }
    }

    /** What is lacking that does not wait here itself, with an item that needs it; oldest first, at most so many. */
    Map<BlockHash, FlowItem> lacking(int limit) {
        Map<BlockHash, FlowItem> lacking = new LinkedHashMap<>();
        for (Entry entry : entries.values()) {
            if (entry.submitted || entry.missing == 0) {
                continue;
            }
            Set<BlockHash> needs = new LinkedHashSet<>(entry.item.needs());
            for (BlockHash need : needs) {
                if (waiting.containsKey(need) && !entries.containsKey(need)) {
                    lacking.putIfAbsent(need, entry.item);
                    if (lacking.size() >= limit) {
                        return lacking;
                    }
                }
            }
        }
        return lacking;
    }

    boolean contains(BlockHash hash) {
        return entries.containsKey(hash);
    }

    /** How many items of a chain are under way. */
    int size(ChainIndex chain) {
        return perChain.getOrDefault(chain, 0);
    }

    /** How many items are under way. */
    int size() {
        return entries.size();
    }

    /** Whether something is being added or about to be. */
    boolean isBusy() {
        return adding > 0 || !ready.isEmpty();
    }

    /** Whether so much waits that nothing should be asked for that is not needed at once. */
    boolean isFull() {
        return entries.size() > MAX_ITEMS * 3 / 4 || cost > MAX_COST * 3 / 4;
    }
}
