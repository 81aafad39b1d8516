package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows what should be built next and which blocks are the newest: tells what that means for templates and waiting transactions. */
final class BestView {
    /** Beyond so many blocks at once a node is catching up: waiting transactions are then not looked through. */
    private static final int MAX_BLOCKS_AT_ONCE = BlockFlow.MAX_SYNC_BLOCKS_PER_CHAIN;

    private final Broker broker;
    private final FlowGraph graph;
    private final BestFlow bestFlow;
    private final FlowArchive archive;
    private final Map<Integer, List<BlockHash>> newestTips = new HashMap<>();
    private FlowSkeleton skeleton;

    BestView(Broker broker, FlowGraph graph, BestFlow bestFlow, FlowArchive archive) {
        this.broker = broker;
        this.graph = graph;
        this.bestFlow = bestFlow;
        this.archive = archive;
        this.skeleton = bestFlow.skeleton();
        for (int group : broker.ownGroups()) {
            newestTips.put(group, NewestBlocks.of(graph, group).tips());
        }
    }

    List<BlockHash> deps(ChainIndex chain) {
        return bestFlow.deps(skeleton, chain);
    }

    /** The intra-group block whose state the next intra-group block of a group builds upon. */
    BlockHash intraDep(int group) {
        return deps(new ChainIndex(group, group)).get(graph.groups() - 1 + group);
    }

    /** Takes in a block or header that was added; null when nothing changes for own groups. */
    FlowListener.@Nullable ViewChange update(ChainIndex added) {
        FlowSkeleton before = skeleton;
        if (added.isIntraGroup()) {
            skeleton = bestFlow.skeleton();
        }
        boolean moved = !skeleton.equals(before);
        if (!moved && !broker.serves(added.from()) && !broker.serves(added.to())) {
            return null;
        }
        Set<ChainIndex> outdated = new LinkedHashSet<>(moved ? broker.ownChains() : List.of());
        if (broker.serves(added.from())) {
            outdated.add(added);
        }
        List<FlowListener.ChainTransactions> included = new ArrayList<>();
        List<FlowListener.ChainTransactions> returned = new ArrayList<>();
        for (int group : broker.ownGroups()) {
            if (added.from() == group || added.to() == group) {
                updateGroup(group, included, returned);
            }
        }
        boolean urgent = moved && !bestFlow.isExtending(skeleton, before);
        return new FlowListener.ViewChange(List.copyOf(outdated), urgent, included, returned);
    }

    private void updateGroup(
            int group, List<FlowListener.ChainTransactions> included, List<FlowListener.ChainTransactions> returned) {
        List<BlockHash> newTips = NewestBlocks.of(graph, group).tips();
        List<BlockHash> oldTips = Objects.requireNonNull(newestTips.put(group, newTips));
        for (int i = 0; i < newTips.size(); i++) {
            if (!newTips.get(i).equals(oldTips.get(i))) {
                FlowGraph.Path path = graph.path(oldTips.get(i), newTips.get(i));
                if (path.added().size() <= MAX_BLOCKS_AT_ONCE) {
                    ChainIndex chain = graph.chainOf(newTips.get(i));
                    collect(group, chain, path.added(), included);
                    collect(group, chain, path.removed(), returned);
                }
            }
        }
    }

    private void collect(
            int group, ChainIndex chain, List<BlockHash> blocks, List<FlowListener.ChainTransactions> target) {
        List<Transaction> transactions = new ArrayList<>();
        for (BlockHash block : blocks) {
            transactions.addAll(archive.requireBlock(block).nonCoinbase());
        }
        if (!transactions.isEmpty()) {
            target.add(new FlowListener.ChainTransactions(group, chain, transactions));
        }
    }
}
