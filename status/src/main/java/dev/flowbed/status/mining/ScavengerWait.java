package dev.flowbed.status.mining;

import java.time.Duration;

/**
 * What a scavenger's Ready says while all that keeps miners from working is that others need their place: it is as it should be. The same in
 * both runtimes.
 *
 * @param reason a word, as conditions have them
 * @param message a sentence without a full stop
 */
public record ScavengerWait(String reason, String message) {
    /** A miner that has just come up has no work yet. */
    public static final Duration COMING_UP = Duration.ofSeconds(60);

    /**
     * Of a pool that waits.
     *
     * @param working miners that have work
     * @param wanted miners that are to work
     * @param more why the others wait, and what became of them before; empty or with what parts it from the sentence
     */
    public static ScavengerWait of(int working, int wanted, String more) {
        return new ScavengerWait(
                working > 0 ? "Scavenging" : "NothingIdle",
                working + " of " + wanted + " miners have work, the others wait for idle machines" + more);
    }
}
