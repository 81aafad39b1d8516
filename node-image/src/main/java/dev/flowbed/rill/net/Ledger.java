package dev.flowbed.rill.net;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.rill.net.wire.ChainTip;
import dev.flowbed.rill.net.wire.HeightRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The chains as the network side needs them. Thread-safe. Data is handed out in its encoded form.
 */
public interface Ledger {
    /** Whether a block (or, on chains held as headers only, a header) is there with all it depends on. */
    boolean contains(BlockHash hash);

    /** The heaviest block of a chain. */
    ChainTip bestTip(ChainIndex chain);

    /** The headers of the best chain at some heights; those above the chain are left out. */
    List<Bytes> headers(HeightRange range);

    /** The blocks of the best chain at some heights, each after the uncles that it names; those above the chain are left out. */
    List<Bytes> blocksWithUncles(HeightRange range);

    /** The blocks of a chain at some heights, forks too, those of the best chain first at each height. */
    List<BlockHash> hashes(HeightRange range);

    /** The height of a block of a best chain; empty for other blocks. */
    OptionalInt bestChainHeight(BlockHash hash);

    /** A block, if its body is held here. */
    Optional<Bytes> block(BlockHash hash);

    /** A header of any chain. */
    Optional<Bytes> header(BlockHash hash);

    /** Validates and adds a block of a chain that is held whole. The source is told to listeners. */
    AddOutcome addBlock(Block block, String source);

    /** Validates and adds a header of a chain that is held as headers only. The source is told to listeners. */
    AddOutcome addHeader(BlockHeader header, String source);

    /** Tells of everything that is added from now on, by whomever, in order. */
    void listen(Listener listener);

    /** Hears of additions, on any thread. */
    interface Listener {
        /** Something is part of the chains now. */
        void added(Addition addition);
    }

    /**
     * Something that was added.
     *
     * @param header its header
     * @param block the whole block, where it is held
     * @param source the peer it came from, or another name when it was made here
     * @param local whether it was made here
     */
    record Addition(BlockHeader header, Optional<Block> block, String source, boolean local) {}
}
