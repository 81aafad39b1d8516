package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import java.util.ArrayList;
import java.util.List;

/**
 * What a block of a group can depend on, in the order of header dependencies.
 *
 * @param group the group
 * @param inTips intra-group blocks of the other groups
 * @param outTips blocks of the chains that start in the group
 */
record FlowTips(int group, List<BlockHash> inTips, List<BlockHash> outTips) {

    static FlowTips of(int group, List<BlockHash> deps) {
        int groups = (deps.size() + 1) / 2;
        return new FlowTips(group, deps.subList(0, groups - 1), deps.subList(groups - 1, deps.size()));
    }

    List<BlockHash> deps() {
        List<BlockHash> deps = new ArrayList<>(inTips);
        deps.addAll(outTips);
        return List.copyOf(deps);
    }
}
