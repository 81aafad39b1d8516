package dev.flowbed.rill.state;

/** How firmly an unspent output stands; the firmest first, as transactions prefer them. */
public enum OutputOrigin {
    /** In the world state of an intra-group block. */
    PERSISTED,
    /** In a block that no intra-group block has taken in yet. */
    BLOCK,
    /** In a transaction that waits for a block. */
    MEMPOOL
}
