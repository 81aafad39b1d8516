package dev.flowbed.cli.record;

import dev.flowbed.alephium.hash.BlockHash;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of some blocks have all that they depend on among them, and those again all theirs. Pure. */
final class Connected {
    private Connected() {}

    /**
     * The blocks that stand on others of them down to those that depend on nothing.
     *
     * @param dependencies by block; genesis blocks have none
     */
    static Set<BlockHash> of(Map<BlockHash, List<BlockHash>> dependencies) {
        Map<BlockHash, Collection<BlockHash>> dependents = new HashMap<>();
        dependencies.forEach((block, deps) -> deps.forEach(
                dep -> dependents.computeIfAbsent(dep, key -> new HashSet<>()).add(block)));
        Set<BlockHash> left = new HashSet<>(dependencies.keySet());
        Deque<BlockHash> missing = new ArrayDeque<>();
        dependents.keySet().stream().filter(dep -> !left.contains(dep)).forEach(missing::add);
        while (!missing.isEmpty()) {
            for (BlockHash dependent : dependents.getOrDefault(missing.remove(), Set.of())) {
                if (left.remove(dependent)) {
                    missing.add(dependent);
                }
            }
        }
        return left;
    }
}
