package dev.flowbed.cli.follow;

import dev.flowbed.status.StatusReport;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A testnet as it shows now, wherever it runs.
 *
 * @param elapsed since following began
 * @param running whether something keeps it running, or will
 * @param report the status, when it was made after following began
 * @param notices what is worth telling beside the status, a sentence each
 * @param start what is to be made of it when it should become Ready
 */
public record Moment(
        Duration elapsed, boolean running, @Nullable StatusReport report, List<String> notices, Verdict start) {
    public Moment {
        notices = List.copyOf(notices);
    }
}
