package dev.flowbed.rill.validation;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import java.util.List;
import java.util.Optional;

/** What the rules of headers and blocks ask of the flow. Hashes given to all but {@link #block} are known to it. */
public interface FlowFacts {
    /** The header of a block. */
    BlockHeader header(BlockHash hash);

    /** The height of a block. */
    int height(BlockHash hash);

    /** A block, if it is there. */
    Optional<Block> block(BlockHash hash);

    /** The target that a block with such dependencies must have. */
    Target nextTarget(ChainIndex chain, List<BlockHash> deps, long timestamp);

    /** Whether no dependency knows a newer block than the other dependencies do. */
    boolean isConsistent(List<BlockHash> deps, int group);

    /** Whether dependencies build upon others of the same group, one by one. */
    boolean isExtending(List<BlockHash> deps, List<BlockHash> previous);

    /** The state hash of an own group after an intra-group block. */
    Hash stateHash(BlockHash intraGroupBlock);

    /** What the blocks before a next one say about uncles. */
    UncleHistory uncleHistory(BlockHash parent);

    /**
     * The last blocks of a branch, as far back as uncles may lie.
     *
     * @param used hashes of the uncles that these blocks name
     * @param ancestors hashes of their parents, newest first
     */
    record UncleHistory(List<BlockHash> used, List<BlockHash> ancestors) {}
}
