package dev.flowbed.rill.state;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.hash.Hash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node of the Merkle trie: a leaf with a value, or a branch of up to 16 children, each below a path of nibbles that all keys
 * under it share (io/.../SparseMerkleTrie.scala). Never changed once made.
 *
 * <p>Serialized: a compact integer (path length times two, plus one for a branch), the path two nibbles a byte, then the leaf's
 * value as a byte string or the branch's 16 optional hashes. A node is named by the Blake2b hash of these bytes.
 */
sealed interface TrieNode {
    /** How many children a branch has places for. */
    int WIDTH = 16;

    /** The nibbles between the parent and this node, one a byte. */
    byte[] path();

    /** The same node below another path. */
    TrieNode withPath(byte[] path);

    /** A value at the end of its key. */
    record Leaf(byte[] path, byte[] value) implements TrieNode {
        @Override
        public Leaf withPath(byte[] newPath) {
            return new Leaf(newPath, value);
        }
    }

    /** A fork of keys; null where no key goes. */
    record Branch(byte[] path, @Nullable TrieLink[] children) implements TrieNode {
        @Override
        public Branch withPath(byte[] newPath) {
            return new Branch(newPath, children);
        }

        /** A branch with one child replaced, or removed when null. */
        Branch withChild(int nibble, @Nullable TrieLink child) {
            @Nullable TrieLink[] changed = children.clone();
            changed[nibble] = child;
            return new Branch(path, changed);
        }

        /** The place of the only child, or -1 when there are none or several. */
        int onlyChild() {
            int found = -1;
            for (int nibble = 0; nibble < WIDTH; nibble++) {
                if (children[nibble] != null) {
                    if (found >= 0) {
                        return -1;
                    }
                    found = nibble;
                }
            }
            return found;
        }
    }

    /** The serialized form; every child of a branch must have its hash. */
    default byte[] encode() {
        ByteWriter out = new ByteWriter(this instanceof Branch ? 560 : 160);
        boolean leaf = this instanceof Leaf;
        out.compactInt((path().length << 1) + (leaf ? 0 : 1));
        byte[] path = path();
        for (int i = 0; i < path.length; i += 2) {
            out.u8(path[i] << 4 | (i + 1 < path.length ? path[i + 1] : 0));
        }
        if (this instanceof Leaf node) {
            out.compactInt(node.value.length).raw(node.value);
        } else if (this instanceof Branch node) {
            for (TrieLink child : node.children) {
                if (child == null) {
                    out.u8(0);
                } else {
                    child.hash().write(out.u8(1));
                }
            }
        }
        return out.toByteArray();
    }

    /** Reads a node; its children are links to stored nodes. */
    static TrieNode decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int flag = in.compactInt();
        if (flag < 0) {
            throw in.error("expected a trie node, found the flag " + flag);
        }
        byte[] path = Nibbles.unpack(in.raw(((flag >> 1) + 1) / 2), flag >> 1);
        TrieNode node;
        if ((flag & 1) == 0) {
            node = new Leaf(path, in.blob().unsafeArray());
        } else {
            @Nullable TrieLink[] children = new TrieLink[WIDTH];
            for (int nibble = 0; nibble < WIDTH; nibble++) {
                children[nibble] = in.bool() ? TrieLink.stored(Hash.read(in)) : null;
            }
            node = new Branch(path, children);
        }
        in.expectEnd();
        return node;
    }

    /** Roughly what the node takes in memory, in bytes. */
    default int weight() {
        return path().length + (this instanceof Leaf leaf ? 80 + leaf.value.length : 160 + WIDTH * 40);
    }

    /** How many nibbles from {@code at} on are the same as this node's path. */
    default int common(byte[] nibbles, int at) {
        int mismatch = Arrays.mismatch(path(), 0, path().length, nibbles, at, nibbles.length);
        return mismatch < 0 ? path().length : mismatch;
    }
}
