package dev.flowbed.rill.state;

import dev.flowbed.alephium.hash.Hash;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The way from a branch to a child: the hash of a stored node, or a new node whose hash is taken when it is first needed. */
final class TrieLink {
    private final @Nullable TrieNode fresh;
    private volatile @Nullable Hash hash;

    private TrieLink(@Nullable TrieNode fresh, @Nullable Hash hash) {
        this.fresh = fresh;
        this.hash = hash;
    }

    static TrieLink stored(Hash hash) {
        return new TrieLink(null, hash);
    }

    static TrieLink fresh(TrieNode node) {
        return new TrieLink(node, null);
    }

    /** The node when it is not stored yet. */
    @Nullable
    TrieNode fresh() {
        return fresh;
    }

    /** The node's hash; hashes what is new below it first. */
    Hash hash() {
        Hash known = hash;
        if (known == null) {
            known = Hash.blake2b(Objects.requireNonNull(fresh).encode());
            hash = known;
        }
        return known;
    }

    /** The hash, given what the node serializes to. */
    Hash hash(byte[] encoded) {
        Hash known = hash;
        if (known == null) {
            known = Hash.blake2b(encoded);
            hash = known;
        }
        return known;
    }
}
