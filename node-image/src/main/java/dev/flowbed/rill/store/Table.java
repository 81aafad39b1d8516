package dev.flowbed.rill.store;

/** The tables of a node's data folder. A table is a key prefix; the prefix is part of the format on disk. */
public enum Table {
    /** Settings of the folder itself: identity, flags. */
    META('m', false),
    /** Block hash to block. */
    BLOCK('b'),
    /** Block hash to header, of every chain. */
    HEADER('h'),
    /** Block hash to height and weight. */
    POSITION('p'),
    /** Chain and height to the hashes at this height, the canonical one first. */
    HEIGHT('i'),
    /** Chain to its tips and the number of its blocks. */
    TIPS('c'),
    /** Transaction id to its places in blocks. */
    TRANSACTION('t'),
    /** Intra-group block hash to the roots of the world state after it. */
    ROOTS('r'),
    /** Inter-group block hash to its conflicted transactions, by checkpoint block. */
    CONFLICT('x'),
    /** Nodes of the Merkle trie, by node hash. */
    TRIE('n'),
    /** A contract's code or immutable state, by its hash. */
    CONTRACT('k'),
    /** What the world state keeps beside the trie (events, output locations). */
    STATE('s'),
    /** Output key to the transaction and block that made it, where the index is asked for. */
    OUTPUT('o'),
    /** Transactions that wait for a block. */
    MEMPOOL('w'),
    /** Peers that were met. */
    PEER('q', false),
    /** What development aids changed, such as the clock. */
    DEVELOPMENT('d'),
    /** Snapshot number to what it is called. */
    SNAPSHOT('y', false),
    /** Snapshot number and key to what the key held then, see {@link Snapshots}. */
    UNDO('z', false);

    private final byte prefix;
    private final boolean reverted;

    Table(char prefix) {
        this(prefix, true);
    }

    Table(char prefix, boolean reverted) {
        this.prefix = (byte) prefix;
        this.reverted = reverted;
    }

    /** Whether going back to a snapshot takes this table back too. */
    boolean isReverted() {
        return reverted;
    }

    byte prefix() {
        return prefix;
    }

    byte[] key(byte[] key) {
        byte[] full = new byte[key.length + 1];
        full[0] = prefix;
        System.arraycopy(key, 0, full, 1, key.length);
        return full;
    }
}
