package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Weight;
import java.util.List;

/**
 * A block as BlockFlow sees it: its header and where it stands.
 *
 * @param hash the hash of the header
 * @param chain the chain, as the hash says
 * @param header the header
 * @param deps G-1 hashes of the other groups' intra-group chains, then G of the own group's chains; of a genesis block those of
 *     the genesis blocks
 * @param height 0 for genesis
 * @param weight work of this block and all that it depends on
 */
record FlowNode(BlockHash hash, ChainIndex chain, BlockHeader header, List<BlockHash> deps, int height, Weight weight) {

    boolean isGenesis() {
        return height == 0;
    }

    int groups() {
        return (deps.size() + 1) / 2;
    }

    long timestamp() {
        return header.timestamp();
    }

    List<BlockHash> inDeps() {
        return deps.subList(0, groups() - 1);
    }

    List<BlockHash> outDeps() {
        return deps.subList(groups() - 1, deps.size());
    }

    /** The block before this one on its chain; a genesis block is its own. */
    BlockHash parent() {
        return outDep(chain.to());
    }

    BlockHash outDep(int to) {
        return deps.get(groups() - 1 + to);
    }

    /** The tip of the chain from this block's group to {@code to}, seen from this block, itself included. */
    BlockHash outTip(int to) {
        return to == chain.to() ? hash : outDep(to);
    }

    /** The tips of all chains that start in this block's group, seen from this block, itself included. */
    List<BlockHash> outTips() {
        BlockHash[] tips = outDeps().toArray(new BlockHash[0]);
        tips[chain.to()] = hash;
        return List.of(tips);
    }

    /** The newest block of a group that this block builds upon: itself in its own group, else an intra-group block. */
    BlockHash groupTip(int group) {
        if (group == chain.from()) {
            return isGenesis() ? outDep(group) : hash;
        }
        return inDep(group);
    }

    /** The intra-group block of a group that this block depends on. */
    BlockHash intraDep(int group) {
        return group == chain.from() ? outDep(group) : inDep(group);
    }

    /** The intra-group block of another group that this block depends on. */
    BlockHash intraTip(int group) {
        return inDep(group);
    }

    private BlockHash inDep(int group) {
        return deps.get(group < chain.from() ? group : group - 1);
    }
}
