package dev.flowbed.alephium.consensus;

/** How often blocks should come on a chain, and how old a dependency on another must be; both in milliseconds. */
public record BlockTime(long targetMillis, long uncleGapMillis) {
    /** The difficulty of a block follows from the time that this many before it took. */
    public static final int WINDOW = 17;

    /** The time the window should take. */
    public long windowMillis() {
        return targetMillis * WINDOW;
    }
}
