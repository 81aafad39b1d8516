package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Weight;
import dev.flowbed.rill.store.StoreBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All chains as graphs of blocks: heights, tips, forks, which branch is canonical (flow/.../BlockHashChain.scala,
 * BlockHeaderChain.scala). Work per question depends on distances between blocks, not on the length of the chains.
 */
final class FlowGraph {
    private final FlowArchive archive;
    private final FlowGenesis genesis;
    private final long tipLifetimeMillis;
    private final Map<ChainIndex, ChainState> chains = new LinkedHashMap<>();
    private final Comparator<BlockHash> byWeight =
            Comparator.comparing((BlockHash hash) -> node(hash).weight()).thenComparing(Comparator.naturalOrder());

    /** @param tipLifetimeMillis how much older than a new block a tip may be before it is forgotten */
    FlowGraph(FlowArchive archive, FlowGenesis genesis, long tipLifetimeMillis) {
        this.archive = archive;
        this.genesis = genesis;
        this.tipLifetimeMillis = tipLifetimeMillis;
        for (int from = 0; from < genesis.groups(); from++) {
            for (int to = 0; to < genesis.groups(); to++) {
                ChainIndex chain = new ChainIndex(from, to);
                ChainState stored = archive.chainState(chain);
                if (stored != null) {
                    chains.put(chain, stored);
                }
            }
        }
    }

    /** Whether the genesis blocks are stored. */
    boolean isInitialized() {
        return chains.size() == genesis.groups() * genesis.groups();
    }

    int groups() {
        return genesis.groups();
    }

    ChainIndex chainOf(BlockHash hash) {
        return ChainIndex.of(hash, groups());
    }

    @Nullable
    FlowNode find(BlockHash hash) {
        return archive.node(hash);
    }

    boolean contains(BlockHash hash) {
        return archive.contains(hash);
    }

    FlowNode node(BlockHash hash) {
        FlowNode node = archive.node(hash);
        if (node == null) {
            throw new NoSuchElementException("no block or header " + hash);
        }
        return node;
    }

    List<BlockHash> hashes(ChainIndex chain, int height) {
        return archive.hashes(chain, height);
    }

    ChainState state(ChainIndex chain) {
        return Objects.requireNonNull(chains.get(chain), () -> "no chain " + chain);
    }

    /** Lighter blocks first; of equal weight, smaller hashes first. */
    Comparator<BlockHash> byWeight() {
        return byWeight;
    }

    BlockHash bestTip(ChainIndex chain) {
        List<BlockHash> tips = state(chain).tips();
        BlockHash best = tips.get(0);
        for (BlockHash tip : tips) {
            if (byWeight.compare(tip, best) > 0) {
                best = tip;
            }
        }
        return best;
    }

    /** The tips, the heaviest first. */
    List<BlockHash> tipsByWeight(ChainIndex chain) {
        List<BlockHash> tips = state(chain).tips();
        return tips.size() < 2
                ? tips
                : tips.stream().sorted(byWeight.reversed()).toList();
    }

    /** The highest block of a chain, whatever its weight. */
    int maxHeight(ChainIndex chain) {
        int height = 0;
        for (BlockHash tip : state(chain).tips()) {
            height = Math.max(height, node(tip).height());
        }
        return height;
    }

    boolean isCanonical(FlowNode node) {
        List<BlockHash> hashes = hashes(node.chain(), node.height());
        return !hashes.isEmpty() && hashes.get(0).equals(node.hash());
    }

    /** Whether a block is {@code later} or one of its ancestors; both of one chain. */
    boolean isBefore(BlockHash earlier, BlockHash later) {
        if (earlier.equals(later)) {
            return true;
        }
        FlowNode early = node(earlier);
        FlowNode late = node(later);
        if (early.height() >= late.height()) {
            return false;
        }
        return hashes(early.chain(), early.height()).size() == 1
                || ancestor(late, early.height()).equals(earlier);
    }

    /** The ancestor at a height, which is not above the block. */
    BlockHash ancestor(FlowNode node, int height) {
        FlowNode current = node;
        while (current.height() > height) {
            List<BlockHash> below = hashes(current.chain(), height);
            if (below.size() == 1) {
                return below.get(0);
            }
            current = node(current.parent());
        }
        return current.hash();
    }

    /** The blocks after {@code oldest} up to {@code newest}, oldest first; {@code oldest} must be an ancestor. */
    List<BlockHash> between(BlockHash newest, BlockHash oldest) {
        if (newest.equals(oldest)) {
            return List.of();
        }
        int until = node(oldest).height();
        Deque<BlockHash> blocks = new ArrayDeque<>();
        FlowNode current = node(newest);
        while (current.height() > until) {
            blocks.addFirst(current.hash());
            current = node(current.parent());
        }
        if (!current.hash().equals(oldest)) {
            throw new IllegalArgumentException(oldest + " is no ancestor of " + newest);
        }
        return List.copyOf(blocks);
    }

    /** What leads from one tip to another. */
    record Path(List<BlockHash> removed, List<BlockHash> added) {}

    /** The blocks to leave, newest first, and those to enter, oldest first, to get from one block of a chain to another. */
    Path path(BlockHash oldTip, BlockHash newTip) {
        List<BlockHash> removed = new ArrayList<>();
        Deque<BlockHash> added = new ArrayDeque<>();
        FlowNode left = node(oldTip);
        FlowNode right = node(newTip);
        while (!left.hash().equals(right.hash())) {
            if (left.height() >= right.height()) {
                removed.add(left.hash());
                left = node(left.parent());
            } else {
                added.addFirst(right.hash());
                right = node(right.parent());
            }
        }
        return new Path(removed, List.copyOf(added));
    }

    /** What one more block changes: the new state of its chain and of the height index. */
    record Change(FlowNode node, ChainState state, Map<Integer, List<BlockHash>> heights) {
        boolean isCanonical() {
            return Objects.requireNonNull(heights.get(node.height())).get(0).equals(node.hash());
        }
    }

    /** Plans one more block, whose parent must be there. Canonical is the highest branch, of equal height the larger hash. */
    Change plan(FlowNode node) {
        ChainState state = state(node.chain());
        boolean canonical = true;
        for (BlockHash tip : state.tips()) {
            int height = node(tip).height();
            canonical &= node.height() > height
                    || node.height() == height && node.hash().compareTo(tip) > 0;
        }
        Map<Integer, List<BlockHash>> heights = new LinkedHashMap<>();
        List<BlockHash> hashes = new ArrayList<>(hashes(node.chain(), node.height()));
        hashes.add(canonical ? 0 : hashes.size(), node.hash());
        heights.put(node.height(), List.copyOf(hashes));
        if (canonical) {
            planReorganization(node(node.parent()), heights);
        }
        return new Change(node, state.with(node, this, node.timestamp() - tipLifetimeMillis), heights);
    }

    private void planReorganization(FlowNode head, Map<Integer, List<BlockHash>> heights) {
        FlowNode current = head;
        List<BlockHash> hashes = hashes(current.chain(), current.height());
        while (!hashes.get(0).equals(current.hash())) {
            List<BlockHash> ordered = new ArrayList<>(hashes);
            ordered.remove(current.hash());
            ordered.add(0, current.hash());
            heights.put(current.height(), List.copyOf(ordered));
            current = node(current.parent());
            hashes = hashes(current.chain(), current.height());
        }
    }

    /** The change that starts a chain. */
    Change planGenesis(ChainIndex chain) {
        FlowNode node = genesis.node(genesis.block(chain).header(), 0, Weight.ZERO);
        return new Change(node, new ChainState(List.of(node.hash()), 1), Map.of(0, List.of(node.hash())));
    }

    void stage(StoreBatch batch, Change change) {
        ChainIndex chain = change.node().chain();
        archive.stage(batch, change.node());
        change.heights().forEach((height, hashes) -> archive.stage(batch, chain, height, hashes));
        archive.stage(batch, chain, change.state());
    }

    /** Makes a staged change visible, after the batch was written. */
    void apply(Change change) {
        ChainIndex chain = change.node().chain();
        archive.remember(change.node());
        change.heights().forEach((height, hashes) -> archive.remember(chain, height, hashes));
        chains.put(chain, change.state());
    }
}
