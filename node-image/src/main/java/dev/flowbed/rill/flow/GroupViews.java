package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.rill.state.StagedWorldState;
import dev.flowbed.rill.state.WorldState;
import dev.flowbed.rill.state.WorldStates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes the views of own groups: for blocks under validation, for templates, for accounts (flow/.../AccountView.scala). */
final class GroupViews {
    private static final int CACHED_BLOCKS = 512;

    private record Key(BlockHash block, int group) {
        // by hand: the methods that a record makes up cost each node tens of milliseconds at their first call
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && block.equals(that.block) && group == that.group;
        }

        @Override
        public int hashCode() {
            return block.hashCode() * 31 + group;
        }
    }

    private final FlowGraph graph;
    private final FlowOrder order;
    private final FlowArchive archive;
    private final WorldStates worldStates;
    private final WorldRoots roots;
    private final LruCache<Key, BlockOutputs> outputs = new LruCache<>(CACHED_BLOCKS);
    private final Map<Integer, GroupView> latest = new ConcurrentHashMap<>();

    GroupViews(FlowGraph graph, FlowOrder order, FlowArchive archive, WorldStates worldStates, WorldRoots roots) {
        this.graph = graph;
        this.order = order;
        this.archive = archive;
        this.worldStates = worldStates;
        this.roots = roots;
    }

    /** The stored state of a group after an intra-group block. */
    WorldState stateAfter(BlockHash intraBlock) {
        return worldStates.at(roots.after(intraBlock));
    }

    /** A state to change, which starts as that after an intra-group block. */
    StagedWorldState stage(BlockHash intraBlock) {
        return worldStates.stage(roots.after(intraBlock));
    }

    /** What an inter-group block with such dependencies can spend. */
    GroupView atDeps(List<BlockHash> deps, int group) {
        List<BlockOutputs> blocks = new ArrayList<>();
        for (BlockHash block : order.pendingBlocks(deps, group)) {
            blocks.add(outputs(archive.requireBlock(block), group));
        }
        BlockHash intra = FlowTips.of(group, deps).outTips().get(group);
        return new BlocksView(stateAfter(intra), blocks, Set.of());
    }

    private BlockOutputs outputs(Block block, int group) {
        Key key = new Key(block.hash(), group);
        BlockOutputs cached = outputs.get(key);
        if (cached == null) {
            cached = BlockOutputs.of(block, graph.chainOf(block.hash()), group, graph.groups());
            outputs.put(key, cached);
        }
        return cached;
    }

    /** What is unspent now: after the heaviest intra-group block, with all newer blocks of the group's other chains. */
    GroupView latest(int group) {
        return latest.computeIfAbsent(group, this::makeLatest);
    }

    /** Tells that a chain has one more block. */
    void extended(ChainIndex chain) {
        latest.remove(chain.from());
        latest.remove(chain.to());
    }

    private GroupView makeLatest(int group) {
        NewestBlocks newest = NewestBlocks.of(graph, group);
        List<BlockOutputs> effects = new ArrayList<>();
        Set<TxOutputRef> spent = new HashSet<>();
        Set<TxOutputRef> without = new HashSet<>();
        for (Block block : unsettled(newest)) {
            effects.add(outputs(block, group));
            if (graph.chainOf(block.hash()).from() == group) {
                for (Transaction transaction : block.nonCoinbase()) {
                    List<TxOutputRef> inputs = transaction.inputRefs();
                    if (inputs.stream().anyMatch(spent::contains)) {
                        without.addAll(transaction.unsigned().fixedOutputRefs());
                    }
                    spent.addAll(inputs);
                }
            }
        }
        return new BlocksView(stateAfter(newest.checkpoint()), effects, without);
    }

    private List<Block> unsettled(NewestBlocks newest) {
        List<Block> blocks = new ArrayList<>();
        for (NewestBlocks.Branch branch : newest.branches()) {
            graph.between(branch.tip(), branch.known()).forEach(hash -> blocks.add(archive.requireBlock(hash)));
        }
        blocks.sort(Comparator.comparingLong(block -> block.header().timestamp()));
        return blocks;
    }
}
