package dev.flowbed.rill.state;

import dev.flowbed.alephium.hash.Hash;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Merkle trie as it stands at one root, for reading. All keys of a trie have the same length. Immutable. */
public final class MerkleTrie {
    private final TrieNodes nodes;
    private final TrieLink root;

    MerkleTrie(TrieNodes nodes, TrieLink root) {
        this.nodes = nodes;
        this.root = root;
    }

    /** The trie at a stored root. */
    public static MerkleTrie at(Hash root, TrieNodes nodes) {
        return new MerkleTrie(nodes, TrieLink.stored(root));
    }

    /** The hash of the root, which stands for the whole content. */
    public Hash root() {
        return root.hash();
    }

    /** The value of a key. */
    public Optional<byte[]> get(byte[] key) {
        byte[] nibbles = Nibbles.of(key);
        TrieLink link = root;
        int at = 0;
        while (true) {
            TrieNode node = load(link);
            if (node.common(nibbles, at) < node.path().length) {
                return Optional.empty();
            }
            at += node.path().length;
            if (node instanceof TrieNode.Leaf leaf) {
                return at == nibbles.length ? Optional.of(leaf.value()) : Optional.empty();
            }
            TrieLink child = at < nibbles.length ? ((TrieNode.Branch) node).children()[nibbles[at]] : null;
            if (child == null) {
                return Optional.empty();
            }
            link = child;
            at++;
        }
    }

    /** Receives the entries of {@link #scan}. */
    public interface Visitor {
        /** Asked before each child of a branch: whether to look into it. May throw to end the scan. */
        boolean enter();

        /** An entry; the arrays must not be changed. */
        void entry(byte[] key, byte[] value);
    }

    /** Visits the entries whose keys start with some bytes, in the order of their unsigned keys. */
    public void scan(byte[] prefix, Visitor visitor) {
        byte[] wanted = Nibbles.of(prefix);
        TrieNode node = load(root);
        byte[] path = node.path();
        while (node instanceof TrieNode.Branch branch && path.length < wanted.length) {
            TrieLink child = startsWith(wanted, path) ? branch.children()[wanted[path.length]] : null;
            if (child == null) {
                return;
            }
            TrieNode next = load(child);
            path = Nibbles.join(path, wanted[path.length], next.path());
            node = next;
        }
        if (startsWith(path, wanted)) {
            visit(node, path, visitor);
        }
    }

    private void visit(TrieNode node, byte[] path, Visitor visitor) {
        if (node instanceof TrieNode.Leaf leaf) {
            visitor.entry(Nibbles.pack(path), leaf.value());
        } else if (node instanceof TrieNode.Branch branch) {
            for (int nibble = 0; nibble < TrieNode.WIDTH; nibble++) {
                TrieLink child = branch.children()[nibble];
                if (child != null && visitor.enter()) {
                    TrieNode next = load(child);
                    visit(next, Nibbles.join(path, nibble, next.path()), visitor);
                }
            }
        }
    }

    private static boolean startsWith(byte[] nibbles, byte[] prefix) {
        return nibbles.length >= prefix.length && Arrays.equals(nibbles, 0, prefix.length, prefix, 0, prefix.length);
    }

    private TrieNode load(TrieLink link) {
        return load(link, nodes);
    }

    static TrieNode load(TrieLink link, TrieNodes nodes) {
        @Nullable TrieNode fresh = link.fresh();
        return fresh == null ? nodes.get(link.hash()) : fresh;
    }

    /** Starts a batch of changes on top of this trie, which itself stays as it is. */
    public TrieUpdate update() {
        return new TrieUpdate(nodes, root);
    }
}
