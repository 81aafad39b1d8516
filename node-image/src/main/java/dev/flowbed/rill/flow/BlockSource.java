package dev.flowbed.rill.flow;

/**
 * Where a block came from, so that it is not sent back there.
 *
 * @param name of the peer, or what made it
 * @param isLocal whether this clique made it
 */
public record BlockSource(String name, boolean isLocal) {
    /** Mined here. */
    public static final BlockSource LOCAL = new BlockSource("local", true);

    /** From a peer. */
    public static BlockSource peer(String name) {
        return new BlockSource(name, false);
    }
}
