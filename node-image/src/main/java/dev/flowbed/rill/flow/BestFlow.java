package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the next blocks should depend on: the heaviest flow, extended as far as possible (flow/.../BlockFlow.scala, Danube). */
final class BestFlow {
    private final FlowGraph graph;
    private final FlowOrder order;

    BestFlow(FlowGraph graph, FlowOrder order) {
        this.graph = graph;
        this.order = order;
    }

    /** The flow of the heaviest intra-group tip, extended by the heaviest compatible tip of every other group. */
    FlowSkeleton skeleton() {
        BlockHash best = graph.bestTip(new ChainIndex(0, 0));
        for (int group = 1; group < graph.groups(); group++) {
            BlockHash tip = graph.bestTip(new ChainIndex(group, group));
            if (graph.byWeight().compare(tip, best) > 0) {
                best = tip;
            }
        }
        FlowNode node = graph.node(best);
        List<BlockHash> tips = new ArrayList<>();
        for (int group = 0; group < graph.groups(); group++) {
            tips.add(node.groupTip(group));
        }
        FlowSkeleton flow = new FlowSkeleton(List.copyOf(tips));
        for (int group = 0; group < graph.groups(); group++) {
            if (group != node.chain().from()) {
                flow = extended(flow, group);
            }
        }
        return flow;
    }

    private FlowSkeleton extended(FlowSkeleton flow, int group) {
        for (BlockHash tip : graph.tipsByWeight(new ChainIndex(group, group))) {
            Optional<FlowSkeleton> extended = extended(flow, group, tip);
            if (extended.isPresent()) {
                return extended.get();
            }
        }
        return flow;
    }

    private Optional<FlowSkeleton> extended(FlowSkeleton flow, int group, BlockHash tip) {
        BlockHash current = flow.intraTips().get(group);
        if (tip.equals(current) || !order.isExtending(tip, current)) {
            return Optional.empty();
        }
        FlowNode node = graph.node(tip);
        List<BlockHash> tips = new ArrayList<>(flow.intraTips());
        tips.set(group, tip);
        for (int other = 0; other < tips.size(); other++) {
            if (other != group) {
                BlockHash known = node.groupTip(other);
                if (!order.isExtending(tips.get(other), known)) {
                    if (!order.isExtending(known, tips.get(other))) {
                        return Optional.empty();
                    }
                    tips.set(other, known);
                }
            }
        }
        return Optional.of(new FlowSkeleton(List.copyOf(tips)));
    }

    /** The dependencies of the next block of a chain: the skeleton's, extended by newer blocks of the chains that concern it. */
    List<BlockHash> deps(FlowSkeleton skeleton, ChainIndex chain) {
        List<BlockHash> inTips = new ArrayList<>(skeleton.intraTips());
        BlockHash intra = inTips.remove(chain.from());
        FlowTips tips = new FlowTips(chain.from(), inTips, graph.node(intra).outTips());
        if (chain.isIntraGroup()) {
            for (int to = 0; to < graph.groups(); to++) {
                tips = extended(tips, new ChainIndex(chain.from(), to));
            }
        } else {
            tips = extended(tips, chain);
        }
        return tips.deps();
    }

    private FlowTips extended(FlowTips tips, ChainIndex chain) {
        BlockHash current = tips.outTips().get(chain.to());
        for (BlockHash tip : graph.tipsByWeight(chain)) {
            if (!tip.equals(current) && order.isExtending(tip, current)) {
                Optional<FlowTips> merged = order.merge(tips, tip);
                if (merged.isPresent()) {
                    return merged.get();
                }
            }
        }
        return tips;
    }

    /** Whether every tip of {@code current} builds upon that of {@code previous}. */
    boolean isExtending(FlowSkeleton current, FlowSkeleton previous) {
        return order.isExtending(current.intraTips(), previous.intraTips());
    }
}
