package dev.flowbed.rill.net;

import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.CoinbaseData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block or a header on its way into the chains. */
record FlowItem(BlockHeader header, @Nullable Block block) {
    private static final int HEADER_COST = 1024;
    private static final int TRANSACTION_COST = 1536;

    static FlowItem of(Block block) {
        return new FlowItem(block.header(), block);
    }

    static FlowItem of(BlockHeader header) {
        return new FlowItem(header, null);
    }

    BlockHash hash() {
        return header.hash();
    }

    ChainIndex chain() {
        return header.chainIndex();
    }

    /** What must be part of the chains first: dependencies, and the uncles that a block names. */
    List<BlockHash> needs() {
        if (block == null || block.transactions().isEmpty()) {
            return header.deps();
        }
        try {
            List<CoinbaseData.GhostUncle> uncles = CoinbaseData.of(block).uncles();
            if (uncles.isEmpty()) {
                return header.deps();
            }
            List<BlockHash> needs = new ArrayList<>(header.deps());
            uncles.forEach(uncle -> needs.add(uncle.hash()));
            return needs;
        } catch (FormatException e) {
            // the rules find such a coinbase invalid and say so
            return header.deps();
        }
    }

    /** Bytes of memory, about. */
    int cost() {
        return HEADER_COST + (block == null ? 0 : block.transactions().size() * TRANSACTION_COST);
    }
}
