package dev.flowbed.rill.flow;

import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.consensus.CoinbaseRewards;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.CoinbaseData;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.rill.validation.FlowFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers what the rules ask of the flow. */
final class FlowKnowledge implements FlowFacts {
    private final FlowGraph graph;
    private final FlowOrder order;
    private final FlowArchive archive;
    private final DifficultyAdjustment difficulty;
    private final WorldRoots roots;

    FlowKnowledge(
            FlowGraph graph, FlowOrder order, FlowArchive archive, DifficultyAdjustment difficulty, WorldRoots roots) {
        this.graph = graph;
        this.order = order;
        this.archive = archive;
        this.difficulty = difficulty;
        this.roots = roots;
    }

    @Override
    public BlockHeader header(BlockHash hash) {
        return graph.node(hash).header();
    }

    @Override
    public int height(BlockHash hash) {
        return graph.node(hash).height();
    }

    @Override
    public Optional<Block> block(BlockHash hash) {
        return Optional.ofNullable(archive.block(hash));
    }

    @Override
    public Target nextTarget(ChainIndex chain, List<BlockHash> deps, long timestamp) {
        return difficulty.nextTarget(chain, deps, timestamp);
    }

    @Override
    public boolean isConsistent(List<BlockHash> deps, int group) {
        return order.isConsistent(deps, group);
    }

    @Override
    public boolean isExtending(List<BlockHash> deps, List<BlockHash> previous) {
        return order.isExtending(deps, previous);
    }

    @Override
    public Hash stateHash(BlockHash intraGroupBlock) {
        return roots.after(intraGroupBlock).stateHash();
    }

    @Override
    public UncleHistory uncleHistory(BlockHash parent) {
        List<BlockHash> used = new ArrayList<>();
        List<BlockHash> ancestors = new ArrayList<>();
        FlowNode node = graph.node(parent);
        for (int i = 0; i < CoinbaseRewards.MAX_UNCLE_AGE && !node.isGenesis(); i++) {
            used.addAll(uncles(archive.requireBlock(node.hash())));
            ancestors.add(node.parent());
            node = graph.node(node.parent());
        }
        return new UncleHistory(used, ancestors);
    }

    /** The hashes of the uncles that a block names; none when its coinbase cannot be read. */
    static List<BlockHash> uncles(Block block) {
        if (block.header().isGenesis() || block.transactions().isEmpty()) {
            return List.of();
        }
        try {
            return CoinbaseData.of(block).uncles().stream()
                    .map(CoinbaseData.GhostUncle::hash)
                    .toList();
        } catch (FormatException e) {
            return List.of();
        }
    }
}
