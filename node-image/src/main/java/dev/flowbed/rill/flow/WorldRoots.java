package dev.flowbed.rill.flow;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.rill.state.WorldStateRoots;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreBatch;
import dev.flowbed.rill.store.Table;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The roots of the world states after intra-group blocks. */
final class WorldRoots {
    private static final int CACHED = 256;

    private final Store store;
    private final LruCache<BlockHash, WorldStateRoots> cache = new LruCache<>(CACHED);

    WorldRoots(Store store) {
        this.store = store;
    }

    Optional<WorldStateRoots> find(BlockHash intraBlock) {
        WorldStateRoots cached = cache.get(intraBlock);
        if (cached == null) {
            byte[] bytes = store.get(Table.ROOTS, intraBlock.toArray());
            if (bytes == null) {
                return Optional.empty();
            }
            cached = ByteReader.readAll(bytes, WorldStateRoots::read);
            cache.put(intraBlock, cached);
        }
        return Optional.of(cached);
    }

    WorldStateRoots after(BlockHash intraBlock) {
        return find(intraBlock)
                .orElseThrow(() -> new NoSuchElementException("no world state after block " + intraBlock));
    }

    void stage(StoreBatch batch, BlockHash intraBlock, WorldStateRoots roots) {
        batch.put(Table.ROOTS, intraBlock.toArray(), roots.encode());
    }
}
