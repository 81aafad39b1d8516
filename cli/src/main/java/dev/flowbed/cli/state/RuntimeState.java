package dev.flowbed.cli.state;

import dev.flowbed.cli.process.ProcessId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a testnet is, as its supervisor last wrote it. Moments are in ISO 8601.
 *
 * @param bootId of the machine's present boot: processes of an earlier one are gone
 * @param observedGeneration the generation of {@link Desired} that this answers
 * @param phase see {@link Phase}
 * @param reason why it is in this phase, for people
 * @param createdAt when the testnet's first process was started, over all its stops and starts
 * @param supervisor the process that wrote this
 * @param processes by name
 * @param events what happened last, oldest first
 */
public record RuntimeState(
        String bootId,
        long observedGeneration,
        Phase phase,
        String reason,
        String createdAt,
        ProcessId supervisor,
        Map<String, ProcessState> processes,
        List<Event> events) {

    /** Where a testnet stands as a whole. */
    public enum Phase {
        /** Its processes are kept running. */
        RUNNING,
        /** Ended on request; its chains are kept. */
        STOPPED,
        /** Its time to live or idle time is over; its chains are kept. */
        EXPIRED,
        /** It did not come up, and was ended. */
        FAILED
    }

    /**
     * One process.
     *
     * @param unit what it restarts together with
     * @param id absent when it does not run
     * @param starts how often this supervisor started it
     * @param deathsInARow how often its unit died without a healthy time between
     * @param lastDeath how it last ended unasked
     */
    public record ProcessState(
            String unit,
            @Nullable ProcessId id,
            String phase,
            String since,
            int starts,
            int deathsInARow,
            @Nullable LastDeath lastDeath) {}

    /** How a process ended unasked. */
    public record LastDeath(String at, String how, List<String> lastLines) {}

    /** Something that happened. */
    public record Event(String at, String what) {}
}
