package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.alephium.model.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which blocks build upon which, over all chains (flow/.../FlowTipsUtil.scala, BlockFlowValidation.scala). */
final class FlowOrder {
    private final FlowGraph graph;

    FlowOrder(FlowGraph graph) {
        this.graph = graph;
    }

    /** Whether {@code current}, of the same group, builds upon {@code previous} or is it. */
    boolean isExtending(BlockHash current, BlockHash previous) {
        ChainIndex chain = graph.chainOf(previous);
        ChainIndex currentChain = graph.chainOf(current);
        if (currentChain.from() != chain.from()) {
            throw new IllegalArgumentException("blocks of different groups: " + current + ", " + previous);
        }
        BlockHash onChain =
                currentChain.to() == chain.to() ? current : graph.node(current).outTip(chain.to());
        return graph.isBefore(previous, onChain);
    }

    /** Whether dependencies build upon others, one by one. */
    boolean isExtending(List<BlockHash> deps, List<BlockHash> previous) {
        for (int i = 0; i < deps.size(); i++) {
            if (!isExtending(deps.get(i), previous.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What a block, of {@code group} or of an intra-group chain, lets a block of {@code group} depend on. */
    FlowTips tipsOf(BlockHash hash, int group) {
        FlowNode node = graph.node(hash);
        return new FlowTips(
                group,
                otherGroupTips(node, group),
                graph.node(node.groupTip(group)).outTips());
    }

    private List<BlockHash> otherGroupTips(FlowNode node, int group) {
        List<BlockHash> tips = new ArrayList<>(graph.groups() - 1);
        for (int other = 0; other < graph.groups(); other++) {
            if (other != group) {
                tips.add(node.groupTip(other));
            }
        }
        return tips;
    }

    /** Whether no dependency knows a newer block than the other dependencies do. */
    boolean isConsistent(List<BlockHash> deps, int group) {
        FlowTips all = FlowTips.of(group, deps);
        for (BlockHash dep : deps) {
            FlowTips known = tipsOf(dep, group);
            if (!isExtending(all.inTips(), known.inTips()) || !isExtending(all.outTips(), known.outTips())) {
                return false;
            }
        }
        return true;
    }

    /** The tips with those of one more block, unless the two fork. */
    Optional<FlowTips> merge(FlowTips tips, BlockHash block) {
        FlowNode node = graph.node(block);
        List<BlockHash> outTips = tips.outTips();
        BlockHash newTip = node.groupTip(tips.group());
        if (!outTips.get(graph.chainOf(newTip).to()).equals(newTip)) {
            Optional<List<BlockHash>> merged = merge(outTips, graph.node(newTip).outTips());
            if (merged.isEmpty()) {
                return Optional.empty();
            }
            outTips = merged.get();
        }
        List<BlockHash> mergedOut = outTips;
        return merge(tips.inTips(), otherGroupTips(node, tips.group()))
                .map(in -> new FlowTips(tips.group(), in, mergedOut));
    }

    private Optional<List<BlockHash>> merge(List<BlockHash> some, List<BlockHash> others) {
        List<BlockHash> merged = new ArrayList<>(some.size());
        for (int i = 0; i < some.size(); i++) {
            if (isExtending(some.get(i), others.get(i))) {
                merged.add(some.get(i));
            } else if (isExtending(others.get(i), some.get(i))) {
                merged.add(others.get(i));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(merged);
    }

    /** The blocks after the old tips up to the new ones, chain by chain, oldest first. The new tips must build upon the old. */
    List<BlockHash> between(List<BlockHash> newTips, List<BlockHash> oldTips) {
        List<BlockHash> blocks = new ArrayList<>();
        for (int i = 0; i < newTips.size(); i++) {
            blocks.addAll(graph.between(newTips.get(i), oldTips.get(i)));
        }
        return blocks;
    }

    /**
     * The blocks related to a group that its dependencies know, but the intra-group block among them does not: what a world
     * state is still to take in. In-chains first, each chain oldest first.
     */
    List<BlockHash> pendingBlocks(List<BlockHash> deps, int group) {
        FlowTips tips = FlowTips.of(group, deps);
        FlowNode intra = graph.node(tips.outTips().get(group));
        List<BlockHash> pending =
                new ArrayList<>(between(tipsTowards(tips.inTips(), group), tipsTowards(intra.inDeps(), group)));
        pending.addAll(between(tips.outTips(), intra.outTips()));
        return pending;
    }

    private List<BlockHash> tipsTowards(List<BlockHash> intraBlocks, int group) {
        List<BlockHash> tips = new ArrayList<>(intraBlocks.size());
        for (BlockHash intra : intraBlocks) {
            tips.add(graph.node(intra).outTip(group));
        }
        return tips;
    }

    /** The weight of a block with such dependencies and such a target. Needs consistent dependencies. */
    Weight weight(List<BlockHash> deps, int group, Target target) {
        FlowTips current = FlowTips.of(group, deps);
        BlockHash intra = current.outTips().get(group);
        FlowTips known = tipsOf(intra, group);
        Weight weight = graph.node(intra).weight().plus(Weight.of(target));
        for (int i = 0; i < current.inTips().size(); i++) {
            BlockHash newTip = current.inTips().get(i);
            BlockHash oldTip = known.inTips().get(i);
            if (!newTip.equals(oldTip)) {
                weight = weight.plus(work(
                        between(graph.node(newTip).outTips(), graph.node(oldTip).outTips())));
            }
        }
        return weight.plus(work(between(current.outTips(), known.outTips())));
    }

    private Weight work(List<BlockHash> blocks) {
        Weight sum = Weight.ZERO;
        for (BlockHash block : blocks) {
            sum = sum.plus(Weight.of(graph.node(block).header().target()));
        }
        return sum;
    }
}
