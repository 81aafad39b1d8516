package dev.flowbed.rill.flow;

import dev.flowbed.alephium.consensus.CoinbaseRewards;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds canonical blocks by time and by the uncles they name (flow/.../BlockChain.scala, MultiChain.scala). */
final class ChainHistory {
    private final FlowGraph graph;
    private final FlowArchive archive;

    ChainHistory(FlowGraph graph, FlowArchive archive) {
        this.graph = graph;
        this.archive = archive;
    }

    /** Canonical blocks with timestamps in a range, by height; timestamps rise along a branch, so the first is searched for. */
    List<HeightedBlock> between(ChainIndex chain, long from, long to) {
        int top = graph.node(graph.bestTip(chain)).height();
        int low = 0;
        int high = top + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (canonical(chain, middle).timestamp() < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<HeightedBlock> blocks = new ArrayList<>();
        for (int height = low; height <= top; height++) {
            FlowNode node = canonical(chain, height);
            if (node.timestamp() > to) {
                break;
            }
            blocks.add(new HeightedBlock(archive.requireBlock(node.hash()), height));
        }
        return blocks;
    }

    private FlowNode canonical(ChainIndex chain, int height) {
        return graph.node(graph.hashes(chain, height).get(0));
    }

    Optional<HeightedBlock> blockOfUncle(FlowNode uncle) {
        ChainIndex chain = uncle.chain();
        for (int height = uncle.height() + 1; height <= uncle.height() + CoinbaseRewards.MAX_UNCLE_AGE; height++) {
            List<BlockHash> hashes = graph.hashes(chain, height);
            if (hashes.isEmpty()) {
                return Optional.empty();
            }
            Block block = archive.requireBlock(hashes.get(0));
            if (FlowKnowledge.uncles(block).contains(uncle.hash())) {
                return Optional.of(new HeightedBlock(block, height));
            }
        }
        return Optional.empty();
    }
}
