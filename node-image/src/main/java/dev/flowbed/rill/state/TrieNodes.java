package dev.flowbed.rill.state;

import dev.flowbed.alephium.hash.Hash;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads stored trie nodes through a cache that is bounded in bytes, the least recently used going first. Thread-safe. */
public final class TrieNodes {
    /** Where nodes are kept: the serialized node of a hash, null when there is none. */
    @FunctionalInterface
    public interface Source {
        byte @Nullable [] load(Hash hash);
    }

    private final Source source;
    private final long maxBytes;
    private final Map<Hash, TrieNode> cached = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    /** @param maxBytes about how much memory the cache may take */
    public TrieNodes(Source source, long maxBytes) {
        this.source = source;
        this.maxBytes = maxBytes;
    }

    /**
     * The node of a hash.
     *
     * @throws IllegalStateException when it is not stored: the data folder lost it
     */
    TrieNode get(Hash hash) {
        TrieNode known = find(hash);
        if (known != null) {
            return known;
        }
        byte[] encoded = source.load(hash);
        if (encoded == null) {
            throw new IllegalStateException(
                    "the world state has no trie node " + hash.hex() + ": the data folder is damaged");
        }
        TrieNode node = TrieNode.decode(encoded);
        remember(hash, node);
        return node;
    }

    private synchronized @Nullable TrieNode find(Hash hash) {
        return cached.get(hash);
    }

    private synchronized void remember(Hash hash, TrieNode node) {
        if (cached.put(hash, node) == null) {
            bytes += node.weight();
        }
        var eldest = cached.entrySet().iterator();
        while (bytes > maxBytes && eldest.hasNext()) {
            bytes -= eldest.next().getValue().weight();
            eldest.remove();
        }
    }
}
