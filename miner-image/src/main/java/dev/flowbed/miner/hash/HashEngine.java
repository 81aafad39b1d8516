package dev.flowbed.miner.hash;

/** Tries nonces for one piece of work. One engine belongs to one thread: implementations may keep scratch state. */
public interface HashEngine {

    /** The answer of a search that found nothing. */
    long NOT_FOUND = -1;

    /** The name under which logs and metrics know the engine. */
    String name();

    /** How many tries a search should have to take a few milliseconds: new jobs wait that long, and starting costs little. */
    int usualTries();

    /**
     * Tries the nonces {@code prefix | counter} for the counters {@code first}, {@code first + 1}, ... in order.
     *
     * @param prefix the first 16 bytes of the nonce; the counter fills the last 8, big-endian
     * @param first the first counter, not negative
     * @param tries how many counters to try, at least 1
     * @return the first counter whose hash meets the target and falls on the work's chain, or {@link #NOT_FOUND}
     */
    long search(Work work, byte[] prefix, long first, int tries);
}
