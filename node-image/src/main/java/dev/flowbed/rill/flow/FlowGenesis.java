package dev.flowbed.rill.flow;

import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Weight;
import java.util.ArrayList;
import java.util.List;

/** The genesis blocks, by chain, and what follows from them for the deps of genesis nodes. */
final class FlowGenesis {
    private final List<Block> blocks;
    private final int groups;

    /** @param blocks one per chain, in the order of chains */
    FlowGenesis(List<Block> blocks, int groups) {
        if (blocks.size() != groups * groups) {
            throw new IllegalArgumentException(
                    "expected a genesis block for each of the chains of " + groups + " groups, found " + blocks.size());
        }
        this.blocks = List.copyOf(blocks);
        this.groups = groups;
    }

    int groups() {
        return groups;
    }

    List<Block> blocks() {
        return blocks;
    }

    Block block(ChainIndex chain) {
        return blocks.get(chain.flat(groups));
    }

    BlockHash hash(int from, int to) {
        return blocks.get(from * groups + to).hash();
    }

    /** The node of a header, with the dependencies that BlockFlow takes a genesis block to have. */
    FlowNode node(BlockHeader header, int height, Weight weight) {
        BlockHash hash = header.hash();
        ChainIndex chain = ChainIndex.of(hash, groups());
        return new FlowNode(hash, chain, header, height == 0 ? deps(chain.from()) : header.deps(), height, weight);
    }

    /** The dependencies of a first block of a group. */
    List<BlockHash> deps(int group) {
        List<BlockHash> deps = new ArrayList<>();
        for (int other = 0; other < groups(); other++) {
            if (other != group) {
                deps.add(hash(other, other));
            }
        }
        for (int to = 0; to < groups(); to++) {
            deps.add(hash(group, to));
        }
        return List.copyOf(deps);
    }

    /** One fingerprint of all genesis blocks, in hex. */
    String fingerprint() {
        ByteWriter all = new ByteWriter();
        blocks.forEach(block -> block.hash().write(all));
        return Hash.blake2b(all.toByteArray()).hex();
    }
}
