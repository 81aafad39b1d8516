package dev.flowbed.cli.local;

import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.status.Facts.ProcessFacts;
import dev.flowbed.status.Facts.Trouble;
import dev.flowbed.status.Statuses;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a process of this machine is.
 *
 * @param id absent when it is not alive
 * @param since when it was started or taken over
 * @param restarts how often it was started again
 * @param death how it ended when it last did; empty when it never did
 */
record ProcessState(@Nullable ProcessId id, Instant since, int restarts, String death) {

    static final String NOT_THERE = "its process does not run";

    /** What takes a node's port from another is there before this is over: until then it is not known who answers. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    /** Why whatever answers at the addresses of this process is not the process; empty when it is. */
    Optional<String> absence(Instant now) {
        if (id == null) {
            return Optional.of(death.isEmpty() ? NOT_THERE : NOT_THERE + ": " + death);
        }
        boolean fresh = restarts > 0 && now.isBefore(since.plus(SETTLED));
        return fresh && !death.isEmpty()
                ? Optional.of("its process was just started again: " + death)
                : Optional.empty();
    }

    /** As status tells it, with what the kernel says now of processes that are alive. */
    ProcessFacts facts(Predicate<ProcessId> isSuspended) {
        if (id == null) {
            Trouble trouble = death.isEmpty() ? null : new Trouble(Statuses.NOT_RUNNING, death);
            return new ProcessFacts(false, since, restarts, trouble);
        }
        Trouble trouble = isSuspended.test(id)
                ? new Trouble(Trouble.SUSPENDED, "suspended by a signal; `kill -CONT " + id.pid() + "` lets it go on")
                : null;
        return new ProcessFacts(true, since, restarts, trouble);
    }
}
