package dev.flowbed.miner.hash;

/** Which engine a user wants. */
public enum EngineWish {
    /** The fastest that works here, unless a cap makes it needless. */
    AUTO,
    /** Several nonces at once, with the CPU's vector units. */
    VECTOR,
    /** One nonce after the other. */
    SCALAR
}
