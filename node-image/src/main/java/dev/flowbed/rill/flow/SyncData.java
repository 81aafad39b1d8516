package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What brokers tell each other to find out what is missing (flow/.../BlockFlow.scala, HistoryLocators.scala). */
final class SyncData {
    private static final int LATEST_HEIGHTS = 20;

    private final FlowGraph graph;
    private final FlowArchive archive;

    SyncData(FlowGraph graph, FlowArchive archive) {
        this.graph = graph;
        this.archive = archive;
    }

    List<BlockHash> locators(ChainIndex chain) {
        int top = graph.node(graph.bestTip(chain)).height();
        if (top == 0) {
            return List.of();
        }
        int bottom = Math.max(1, top - 2 * BlockFlow.MAX_FORK_DEPTH);
        Deque<BlockHash> locators = new ArrayDeque<>();
        locators.addFirst(canonical(chain, top));
        for (int distance = 1; top - distance >= bottom; distance *= 2) {
            locators.addFirst(canonical(chain, top - distance));
        }
        return List.copyOf(locators);
    }

    private BlockHash canonical(ChainIndex chain, int height) {
        return graph.hashes(chain, height).get(0);
    }

    List<BlockHash> inventory(ChainIndex chain, List<BlockHash> locators) {
        if (locators.isEmpty()) {
            return hashes(chain, 1, 1 + BlockFlow.MAX_SYNC_BLOCKS_PER_CHAIN);
        }
        for (int i = locators.size() - 1; i >= 0; i--) {
            FlowNode node = graph.find(locators.get(i));
            if (node != null && node.chain().equals(chain) && graph.isCanonical(node)) {
                int next = node.height() + 1;
                return hashes(chain, next, next + BlockFlow.MAX_SYNC_BLOCKS_PER_CHAIN);
            }
        }
        return List.of();
    }

    List<BlockHash> latest(ChainIndex chain) {
        int top = graph.maxHeight(chain);
        return hashes(chain, Math.max(1, top - LATEST_HEIGHTS), top);
    }

    private List<BlockHash> hashes(ChainIndex chain, int from, int to) {
        List<BlockHash> all = new ArrayList<>();
        int top = Math.min(to, graph.maxHeight(chain));
        for (int height = from; height <= top; height++) {
            all.addAll(graph.hashes(chain, height));
        }
        return all;
    }

    List<BlockHeader> headers(ChainIndex chain, List<Integer> heights) {
        List<BlockHeader> headers = new ArrayList<>();
        for (int height : heights) {
            List<BlockHash> hashes = graph.hashes(chain, height);
            if (!hashes.isEmpty()) {
                headers.add(graph.node(hashes.get(0)).header());
            }
        }
        return headers;
    }

    List<Block> blocks(ChainIndex chain, List<Integer> heights) {
        List<Block> blocks = new ArrayList<>();
        for (int height : heights) {
            graph.hashes(chain, height).forEach(hash -> blocks.add(archive.requireBlock(hash)));
        }
        return blocks;
    }
}
