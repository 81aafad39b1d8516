package dev.flowbed.rill.flow;

import dev.flowbed.alephium.consensus.CoinbaseRewards;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.validation.FlowFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses the uncles of a next block (flow/.../BlockChain.scala): the youngest that may still be named. */
final class UncleSelection {
    /**
     * An uncle to name.
     *
     * @param hash its hash
     * @param miner who gets its reward
     * @param heightsBack how far it lies below the block that names it
     */
    record Uncle(BlockHash hash, LockupScript.Asset miner, int heightsBack) {}

    private final FlowGraph graph;
    private final FlowOrder order;
    private final FlowArchive archive;

    UncleSelection(FlowGraph graph, FlowOrder order, FlowArchive archive) {
        this.graph = graph;
        this.order = order;
        this.archive = archive;
    }

    /** The uncles for a block with such dependencies, in the order of their hashes. */
    List<Uncle> select(BlockHash parent, List<BlockHash> deps, FlowFacts flow) {
        FlowFacts.UncleHistory history = flow.uncleHistory(parent);
        List<Uncle> selected = new ArrayList<>();
        List<BlockHeader> taken = new ArrayList<>();
        history.used().forEach(used -> taken.add(flow.header(used)));
        FlowNode ancestor = graph.node(parent);
        int height = ancestor.height() + 1;
        for (int i = 0; i < CoinbaseRewards.MAX_UNCLE_AGE && !ancestor.isGenesis(); i++) {
            taken.add(ancestor.header());
            for (BlockHash candidate : graph.hashes(ancestor.chain(), ancestor.height())) {
                if (selected.size() < CoinbaseRewards.MAX_UNCLES
                        && !candidate.equals(ancestor.hash())
                        && isEligible(graph.node(candidate), deps, history, taken)) {
                    Block block = archive.requireBlock(candidate);
                    taken.add(block.header());
                    selected.add(new Uncle(candidate, miner(block), height - ancestor.height()));
                }
            }
            ancestor = graph.node(ancestor.parent());
        }
        selected.sort(Comparator.comparing(Uncle::hash));
        return selected;
    }

    private boolean isEligible(
            FlowNode uncle, List<BlockHash> deps, FlowFacts.UncleHistory history, List<BlockHeader> taken) {
        return !history.used().contains(uncle.hash())
                && history.ancestors().contains(uncle.parent())
                && order.isExtending(deps, uncle.deps())
                && taken.stream()
                        .noneMatch(other -> other.deps().equals(uncle.header().deps())
                                && other.txsHash().equals(uncle.header().txsHash()));
    }

    private static LockupScript.Asset miner(Block block) {
        return block.coinbase().unsigned().fixedOutputs().get(0).lockupScript();
    }
}
