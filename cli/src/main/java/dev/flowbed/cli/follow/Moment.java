package dev.flowbed.cli.follow;

import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.status.StatusReport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A testnet as its files show it now.
 *
 * @param elapsed since following began
 * @param supervised whether a supervisor runs
 * @param state what the supervisor wrote; absent before it did
 * @param report the status, when it was made after following began
 */
public record Moment(
        Duration elapsed,
        boolean supervised,
        @Nullable RuntimeState state,
        @Nullable StatusReport report) {}
