package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Blocks and headers that wait for dependencies; of too many, those that came first are dropped
 * (flow/.../DependencyHandler.scala). Not thread-safe.
 */
final class PendingPool {
    /** A block, or a header alone. */
    record Pending(BlockHeader header, @Nullable Block block, BlockSource source) {
        BlockHash hash() {
            return header.hash();
        }
    }

    private record Waiting(Pending data, Set<BlockHash> missing, long since) {}

    private final int capacity;
    private final long lifetimeMillis;
    private final Map<BlockHash, Waiting> waiting = new LinkedHashMap<>();
    private final Map<BlockHash, Set<BlockHash>> dependents = new HashMap<>();

    PendingPool(int capacity, long lifetimeMillis) {
        this.capacity = capacity;
        this.lifetimeMillis = lifetimeMillis;
    }

    boolean contains(BlockHash hash) {
        return waiting.containsKey(hash);
    }

    /** Takes in what waits for others; returns those that do not wait themselves. */
    List<BlockHash> add(Pending data, List<BlockHash> missing, long now) {
        waiting.put(data.hash(), new Waiting(data, new HashSet<>(missing), now));
        for (BlockHash dep : missing) {
            dependents.computeIfAbsent(dep, key -> new HashSet<>()).add(data.hash());
        }
        dropSurplus(now);
        return missing.stream().filter(dep -> !waiting.containsKey(dep)).toList();
    }

    private void dropSurplus(long now) {
        while (!waiting.isEmpty()) {
            Waiting eldest = waiting.values().iterator().next();
            if (waiting.size() <= capacity && now - eldest.since() < lifetimeMillis) {
                return;
            }
            drop(eldest.data().hash());
        }
    }

    /** Tells that a dependency is there; returns what need not wait any longer, which leaves the pool. */
    List<Pending> arrived(BlockHash hash) {
        List<Pending> ready = new ArrayList<>();
        for (BlockHash dependent : dependentsOf(hash)) {
            Waiting entry = waiting.get(dependent);
            if (entry != null) {
                entry.missing().remove(hash);
                if (entry.missing().isEmpty()) {
                    waiting.remove(dependent);
                    ready.add(entry.data());
                }
            }
        }
        return ready;
    }

    private Set<BlockHash> dependentsOf(BlockHash hash) {
        Set<BlockHash> found = dependents.remove(hash);
        return found == null ? Set.of() : found;
    }

    /** Drops a block and all that wait for it. */
    void drop(BlockHash hash) {
        Waiting entry = waiting.remove(hash);
        if (entry != null) {
            for (BlockHash dep : entry.missing()) {
                Set<BlockHash> others = dependents.get(dep);
                if (others != null && others.remove(hash) && others.isEmpty()) {
                    dependents.remove(dep);
                }
            }
        }
        for (BlockHash dependent : dependentsOf(hash)) {
            drop(dependent);
        }
    }

    int size() {
        return waiting.size();
    }
}
