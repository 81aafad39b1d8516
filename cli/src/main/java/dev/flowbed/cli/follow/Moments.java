package dev.flowbed.cli.follow;

import java.io.IOException;
import java.time.Duration;

/** Where a testnet is looked at. */
@FunctionalInterface
public interface Moments {
    /**
     * How it is now.
     *
     * @param elapsed since following began
     */
    Moment now(Duration elapsed) throws IOException, InterruptedException;

    /** How long to wait until the next look. */
    default Duration pause() {
        return Duration.ofMillis(50);
    }
}
