package dev.flowbed.cli.status;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.observer.Condition;
import dev.flowbed.observer.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that a status is made from.
 *
 * @param resources what is wanted
 * @param blueprint what runs for it
 * @param picture what the observer saw
 * @param conditions what the observer makes of that
 * @param processes how each process is, by name
 * @param readySince when it was first Ready
 * @param lastActivity when the last transaction was seen
 * @param expiresAt when its lifetime ends
 */
public record Facts(
        TestnetResources resources,
        Blueprint blueprint,
        Picture picture,
        List<Condition> conditions,
        Map<String, ProcessFacts> processes,
        @Nullable Instant readySince,
        @Nullable Instant lastActivity,
        @Nullable Instant expiresAt) {

    /**
     * How a process is.
     *
     * @param id absent when it is not alive
     * @param since when it was started or taken over
     * @param suspended whether a signal holds it
     * @param restarts how often it was started again
     * @param trouble what its supervisor has to say of it, such as its last death; empty when nothing
     */
    public record ProcessFacts(@Nullable ProcessId id, Instant since, boolean suspended, int restarts, String trouble) {
        static final ProcessFacts UNKNOWN = new ProcessFacts(null, Instant.EPOCH, false, 0, "");

        boolean runs() {
            return id != null;
        }

        /** The same with what the kernel says now. */
        public ProcessFacts seen(Predicate<ProcessId> isSuspended) {
            return new ProcessFacts(id, since, id != null && isSuspended.test(id), restarts, trouble);
        }
    }

    ProcessFacts process(String name) {
        return processes.getOrDefault(name, ProcessFacts.UNKNOWN);
    }
}
