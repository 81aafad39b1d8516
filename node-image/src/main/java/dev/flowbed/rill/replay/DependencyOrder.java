package dev.flowbed.rill.replay;

import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Blocks, each after all that it depends on, and otherwise by their time. Takes time as the blocks and their dependencies. Pure. */
final class DependencyOrder {
    private static final Comparator<Block> BY_TIME = Comparator.<Block>comparingLong(
                    block -> block.header().timestamp())
            .thenComparing(b -> b.hash().hex());

    private DependencyOrder() {}

    /** The order; dependencies that are not among the blocks count as there. */
    static List<Block> of(List<Block> blocks) {
        Map<BlockHash, Block> all = new LinkedHashMap<>();
        blocks.forEach(block -> all.put(block.hash(), block));
        Map<BlockHash, Integer> waitsFor = new HashMap<>();
        Map<BlockHash, List<Block>> waiting = new HashMap<>();
        PriorityQueue<Block> ready = new PriorityQueue<>(BY_TIME);
        for (Block block : all.values()) {
            List<BlockHash> deps = block.header().deps().stream()
                    .filter(all::containsKey)
                    .distinct()
                    .toList();
            waitsFor.put(block.hash(), deps.size());
            deps.forEach(dep ->
                    waiting.computeIfAbsent(dep, key -> new ArrayList<>()).add(block));
            if (deps.isEmpty()) {
                ready.add(block);
            }
        }
        List<Block> ordered = new ArrayList<>(all.size());
        while (!ready.isEmpty()) {
            Block block = ready.remove();
            ordered.add(block);
            for (Block later : waiting.getOrDefault(block.hash(), List.of())) {
                if (waitsFor.merge(later.hash(), -1, Integer::sum) == 0) {
                    ready.add(later);
                }
            }
        }
        if (ordered.size() < all.size()) {
            throw new FormatException(all.size() - ordered.size() + " blocks depend on each other in a circle");
        }
        return ordered;
    }
}
