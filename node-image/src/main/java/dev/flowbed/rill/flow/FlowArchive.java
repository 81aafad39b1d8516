package dev.flowbed.rill.flow;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Weight;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreBatch;
import dev.flowbed.rill.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Blocks, headers and their places on disk, with bounded caches of what was used last. What is staged in a batch becomes visible
 * by {@code remember...} after the batch was written.
 */
final class FlowArchive {
    private static final int CACHED_NODES = 2048;
    private static final int CACHED_HEIGHTS = 2048;
    private static final long CACHED_BLOCK_BYTES = 3L << 20;
    /** What an object costs beside its serialized bytes, roughly. */
    private static final int OVERHEAD = 2048;

    private record Height(ChainIndex chain, int height) {
        // by hand: a record makes its own at their first call, which a start pays for in tens of milliseconds
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Height that && height == that.height && chain.equals(that.chain);
        }

        @Override
        public int hashCode() {
            return 31 * chain.hashCode() + height;
        }
    }

    /** A block and its serialized size. */
    private record Sized(Block block, int bytes) {}

    private final Store store;
    private final FlowGenesis genesis;
    private final LruCache<BlockHash, FlowNode> nodes = new LruCache<>(CACHED_NODES);
    private final LruCache<Height, List<BlockHash>> heights = new LruCache<>(CACHED_HEIGHTS);
    private final LruCache<BlockHash, Sized> blocks =
            new LruCache<>(CACHED_BLOCK_BYTES, sized -> sized.bytes() * 4 + OVERHEAD);

    FlowArchive(Store store, FlowGenesis genesis) {
        this.store = store;
        this.genesis = genesis;
    }

    @Nullable
    FlowNode node(BlockHash hash) {
        FlowNode cached = nodes.get(hash);
        if (cached != null) {
            return cached;
        }
        byte[] key = hash.toArray();
        byte[] position = store.get(Table.POSITION, key);
        byte[] header = position == null ? null : store.get(Table.HEADER, key);
        if (position == null || header == null) {
            return null;
        }
        ByteReader in = new ByteReader(position);
        int height = in.int32();
        Weight weight = Weight.read(in);
        FlowNode node = genesis.node(ByteReader.readAll(header, BlockHeader::read), height, weight);
        nodes.put(hash, node);
        return node;
    }

    boolean contains(BlockHash hash) {
        return nodes.get(hash) != null || store.contains(Table.POSITION, hash.toArray());
    }

    void stage(StoreBatch batch, FlowNode node) {
        byte[] key = node.hash().toArray();
        batch.put(Table.HEADER, key, node.header().encode());
        batch.put(Table.POSITION, key, position(node));
    }

    private static byte[] position(FlowNode node) {
        ByteWriter out = new ByteWriter().int32(node.height());
        node.weight().write(out);
        return out.toByteArray();
    }

    void remember(FlowNode node) {
        nodes.put(node.hash(), node);
    }

    /** The hashes at a height, the canonical one first; empty above the chain. */
    List<BlockHash> hashes(ChainIndex chain, int height) {
        Height place = new Height(chain, height);
        List<BlockHash> cached = heights.get(place);
        if (cached != null) {
            return cached;
        }
        byte[] bytes = store.get(Table.HEIGHT, heightKey(chain, height));
        if (bytes == null) {
            return List.of();
        }
        List<BlockHash> hashes = new ByteReader(bytes).vector(BlockHash::read);
        heights.put(place, hashes);
        return hashes;
    }

    void stage(StoreBatch batch, ChainIndex chain, int height, List<BlockHash> hashes) {
        batch.put(
                Table.HEIGHT,
                heightKey(chain, height),
                new ByteWriter().vector(hashes).toByteArray());
    }

    void remember(ChainIndex chain, int height, List<BlockHash> hashes) {
        heights.put(new Height(chain, height), hashes);
    }

    private static byte[] heightKey(ChainIndex chain, int height) {
        return new ByteWriter(6).u8(chain.from()).u8(chain.to()).int32(height).toByteArray();
    }

    @Nullable
    ChainState chainState(ChainIndex chain) {
        byte[] bytes = store.get(Table.TIPS, chainKey(chain));
        return bytes == null ? null : ChainState.decode(bytes);
    }

    void stage(StoreBatch batch, ChainIndex chain, ChainState state) {
        batch.put(Table.TIPS, chainKey(chain), state.encode());
    }

    private static byte[] chainKey(ChainIndex chain) {
        return new byte[] {(byte) chain.from(), (byte) chain.to()};
    }

    @Nullable
    Block block(BlockHash hash) {
        Sized cached = blocks.get(hash);
        if (cached != null) {
            return cached.block();
        }
        byte[] bytes = store.get(Table.BLOCK, hash.toArray());
        if (bytes == null) {
            return null;
        }
        Block block = ByteReader.readAll(bytes, Block::read);
        blocks.put(hash, new Sized(block, bytes.length));
        return block;
    }

    byte @Nullable [] blockBytes(BlockHash hash) {
        return store.get(Table.BLOCK, hash.toArray());
    }

    Block requireBlock(BlockHash hash) {
        Block block = block(hash);
        if (block == null) {
            throw new NoSuchElementException("no block " + hash);
        }
        return block;
    }

    /** Stages a block and returns its serialized size. */
    int stage(StoreBatch batch, Block block) {
        byte[] bytes = block.encode();
        batch.put(Table.BLOCK, block.hash().toArray(), bytes);
        return bytes.length;
    }

    void remember(Block block, int bytes) {
        blocks.put(block.hash(), new Sized(block, bytes));
    }

    /** Where a transaction stands: in which blocks, of any fork. */
    List<TransactionPlace> places(Hash transaction) {
        byte[] bytes = store.get(Table.TRANSACTION, transaction.toArray());
        return bytes == null ? List.of() : new ByteReader(bytes).vector(TransactionPlace::read);
    }

    void stagePlaces(StoreBatch batch, Block block) {
        for (int index = 0; index < block.transactions().size(); index++) {
            Hash id = block.transactions().get(index).id();
            List<TransactionPlace> places = new ArrayList<>(places(id));
            places.add(new TransactionPlace(block.hash(), index));
            batch.put(
                    Table.TRANSACTION,
                    id.toArray(),
                    new ByteWriter().vector(places).toByteArray());
        }
    }

    /** Which transactions of an inter-group block a checkpoint block found to be spent already. */
    List<ConflictedTransactions> conflicts(BlockHash interGroupBlock) {
        byte[] bytes = store.get(Table.CONFLICT, interGroupBlock.toArray());
        return bytes == null ? List.of() : new ByteReader(bytes).vector(ConflictedTransactions::read);
    }

    void stageConflicts(StoreBatch batch, BlockHash interGroupBlock, ConflictedTransactions conflicted) {
        List<ConflictedTransactions> all = new ArrayList<>(conflicts(interGroupBlock));
        all.add(conflicted);
        batch.put(
                Table.CONFLICT,
                interGroupBlock.toArray(),
                new ByteWriter().vector(all).toByteArray());
    }
}
