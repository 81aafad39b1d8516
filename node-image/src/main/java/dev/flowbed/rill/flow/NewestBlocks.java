package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * The blocks that count for an own group now: up to its heaviest intra-group block, and of its other chains the heaviest branches
 * that build upon what that block knows (flow/.../AccountView.scala). What can be spent follows from them, and what waits still, so
 * that a transaction is always seen by one of the two: its inputs do not come free while a reorganisation lasts.
 *
 * @param checkpoint the intra-group block
 * @param branches of the other chains that start or end in the group, in the same order for all blocks of one group
 */
record NewestBlocks(BlockHash checkpoint, List<Branch> branches) {
    /** What a chain has beyond the blocks that the checkpoint knows. */
    record Branch(ChainIndex chain, BlockHash known, BlockHash tip) {}

    static NewestBlocks of(FlowGraph graph, int group) {
        FlowNode checkpoint = graph.node(graph.bestTip(new ChainIndex(group, group)));
        List<Branch> branches = new ArrayList<>();
        for (int other = 0; other < graph.groups(); other++) {
            if (other != group) {
                BlockHash inTip = graph.node(checkpoint.intraTip(other)).outTip(group);
                branches.add(heaviest(graph, new ChainIndex(other, group), inTip));
                branches.add(heaviest(graph, new ChainIndex(group, other), checkpoint.outDep(other)));
            }
        }
        return new NewestBlocks(checkpoint.hash(), List.copyOf(branches));
    }

    private static Branch heaviest(FlowGraph graph, ChainIndex chain, BlockHash known) {
        for (BlockHash tip : graph.tipsByWeight(chain)) {
            if (graph.isBefore(known, tip)) {
                return new Branch(chain, known, tip);
            }
        }
        return new Branch(chain, known, known);
    }

    /** The newest blocks of all these chains, the checkpoint first. */
    List<BlockHash> tips() {
        List<BlockHash> tips = new ArrayList<>();
        tips.add(checkpoint);
        branches.forEach(branch -> tips.add(branch.tip()));
        return tips;
    }
}
