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
    /** Contract and page number to the events of a block. */
    EVENT('e'),
    /** Contract to its number of pages of events. */
    EVENT_COUNT('g'),
    /** Transaction id or block hash to the places of its events, where these indexes are asked for. */
    EVENT_PLACE('f'),
    /** Contract to the one it belongs to, where the index is asked for. */
    PARENT('a'),
    /** Contract and page number to the sub-contracts that a block created, where the index is asked for. */
    SUB_CONTRACT('u'),
    /** Contract to its number of pages of sub-contracts. */
    SUB_CONTRACT_COUNT('v'),
    /** Output key to the transaction that made it and its places in blocks, where the index is asked for. */
    OUTPUT('l'),
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
