package dev.flowbed.rill.state;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a Merkle trie that are gathered in memory; only the nodes of the final shape are hashed and stored. Not thread-safe.
 */
public final class TrieUpdate {
    private final TrieNodes nodes;
    private TrieLink root;

    TrieUpdate(TrieNodes nodes, TrieLink root) {
        this.nodes = nodes;
        this.root = root;
    }

    /** A trie of one entry, whose nodes are all new. A trie is never empty. */
    public static TrieUpdate of(TrieNodes nodes, byte[] key, byte[] value) {
        return new TrieUpdate(nodes, TrieLink.fresh(new TrieNode.Leaf(Nibbles.of(key), value)));
    }

    /** The value of a key as changed so far. */
    public Optional<byte[]> get(byte[] key) {
        return current().get(key);
    }

    /** The trie as changed so far; later changes do not show in it. */
    public MerkleTrie current() {
        return new MerkleTrie(nodes, root);
    }

    /** Adds or replaces a value. */
    public void put(byte[] key, byte[] value) {
        root = put(root, Nibbles.of(key), 0, value);
    }

    private TrieLink put(TrieLink link, byte[] nibbles, int at, byte[] value) {
        TrieNode node = MerkleTrie.load(link, nodes);
        int common = node.common(nibbles, at);
        int fork = at + common;
        if (common < node.path().length) {
            @Nullable TrieLink[] children = new TrieLink[TrieNode.WIDTH];
            children[node.path()[common]] = TrieLink.fresh(node.withPath(Nibbles.from(node.path(), common + 1)));
            children[nibbles[fork]] = leaf(nibbles, fork + 1, value);
            return TrieLink.fresh(new TrieNode.Branch(Arrays.copyOf(node.path(), common), children));
        }
        if (node instanceof TrieNode.Branch branch) {
            TrieLink child = branch.children()[nibbles[fork]];
            TrieLink changed = child == null ? leaf(nibbles, fork + 1, value) : put(child, nibbles, fork + 1, value);
            return changed == child ? link : TrieLink.fresh(branch.withChild(nibbles[fork], changed));
        }
        return Arrays.equals(((TrieNode.Leaf) node).value(), value)
                ? link
                : TrieLink.fresh(new TrieNode.Leaf(node.path(), value));
    }

    private static TrieLink leaf(byte[] nibbles, int from, byte[] value) {
        return TrieLink.fresh(new TrieNode.Leaf(Nibbles.from(nibbles, from), value));
    }

    /**
     * Removes an entry.
     *
     * @throws NoSuchElementException when there is none of this key
     * @throws IllegalStateException when it is the last one
     */
    public void remove(byte[] key) {
        TrieLink rest = remove(root, Nibbles.of(key), 0);
        if (rest == null) {
            throw new IllegalStateException("the last entry of a trie cannot be removed");
        }
        root = rest;
    }

    private @Nullable TrieLink remove(TrieLink link, byte[] nibbles, int at) {
        TrieNode node = MerkleTrie.load(link, nodes);
        int fork = at + node.path().length;
        if (node.common(nibbles, at) < node.path().length) {
            throw missing(nibbles);
        }
        if (!(node instanceof TrieNode.Branch branch)) {
            return null;
        }
        TrieLink child = branch.children()[nibbles[fork]];
        if (child == null) {
            throw missing(nibbles);
        }
        return TrieLink.fresh(collapse(branch.withChild(nibbles[fork], remove(child, nibbles, fork + 1))));
    }

    /** A branch with one child left is no fork any more: the child takes its place. */
    private TrieNode collapse(TrieNode.Branch branch) {
        int only = branch.onlyChild();
        TrieLink child = only < 0 ? null : branch.children()[only];
        if (child == null) {
            return branch;
        }
        TrieNode node = MerkleTrie.load(child, nodes);
        return node.withPath(Nibbles.join(branch.path(), only, node.path()));
    }

    private static NoSuchElementException missing(byte[] nibbles) {
        return new NoSuchElementException("the world state has no entry "
                + Bytes.wrap(Nibbles.pack(nibbles)).hex());
    }

    /** The hash of the root as changed so far. */
    public Hash root() {
        return root.hash();
    }

    /** Hands every new node to {@code sink} (hash, serialized) and returns the root. This update ends with it. */
    public Hash commit(BiConsumer<Hash, byte[]> sink) {
        commit(root, sink);
        return root.hash();
    }

    private void commit(TrieLink link, BiConsumer<Hash, byte[]> sink) {
        TrieNode node = link.fresh();
        if (node == null) {
            return;
        }
        if (node instanceof TrieNode.Branch branch) {
            for (TrieLink child : branch.children()) {
                if (child != null) {
                    commit(child, sink);
                }
            }
        }
        byte[] encoded = node.encode();
        sink.accept(link.hash(encoded), encoded);
    }
}
