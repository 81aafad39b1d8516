package dev.flowbed.operator.testnet;

import dev.flowbed.crds.testnet.HardForks;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether every node knows the times of hard forks before they come. Nodes read them at their start only.
 *
 * @param verdict how it stands
 * @param message in words
 */
public record HardForkSchedule(Verdict verdict, String message) {
    /** A clique takes so long to restart and to be in sync again, when all goes well. */
    private static final Duration RESTART = Duration.ofSeconds(60);

    /** How the hard forks stand. */
    public enum Verdict {
        /** None is scheduled: all are in force from genesis. */
        NONE("FromGenesis"),
        /** All nodes know, and some are to come. */
        SCHEDULED("Scheduled"),
        /** All nodes know, and all have come. */
        IN_FORCE("InForce"),
        /** Nodes are being restarted for it, and there is time enough. */
        ROLLING("Rolling"),
        /** One comes before all nodes can have been restarted, or it came before they were. */
        TOO_LATE("TooLate");

        private final String reason;

        Verdict(String reason) {
            this.reason = reason;
        }

        /** The word for conditions. */
        public String reason() {
            return reason;
        }
    }

    /**
     * How it stands.
     *
     * @param uninformed what must be restarted, in order, because it runs with other times
     * @param atOnce how many of them may be restarted at a time; 0 when none may, because the Testnet is paused
     */
    public static HardForkSchedule of(@Nullable HardForks wanted, List<String> uninformed, int atOnce, Instant now) {
        Map<String, Instant> times = times(wanted);
        if (uninformed.isEmpty()) {
            if (times.isEmpty()) {
                return new HardForkSchedule(Verdict.NONE, "all hard forks are in force from genesis");
            }
            Map<String, Instant> coming = coming(times, now);
            return coming.isEmpty()
                    ? new HardForkSchedule(Verdict.IN_FORCE, "all hard forks are in force: " + shown(times))
                    : new HardForkSchedule(Verdict.SCHEDULED, "every node knows: " + shown(coming));
        }
        String who = uninformed.size() + " still run with other times (" + String.join(", ", uninformed) + ")";
        if (atOnce <= 0) {
            return new HardForkSchedule(Verdict.TOO_LATE, who + " and are not restarted while the Testnet is paused");
        }
        long steps = (uninformed.size() + atOnce - 1L) / atOnce;
        Instant through = now.plus(RESTART.multipliedBy(steps));
        Map<String, Instant> missed = times.entrySet().stream()
                .filter(time -> time.getValue().isBefore(through))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, two) -> one, LinkedHashMap::new));
        if (missed.isEmpty()) {
            return new HardForkSchedule(
                    Verdict.ROLLING, who + " and are restarted in time for: " + shown(coming(times, now)));
        }
        return new HardForkSchedule(
                Verdict.TOO_LATE,
                who + " and cannot all be restarted before: " + shown(missed)
                        + "; give a later time, or expect them to refuse the others' blocks until they are restarted");
    }

    private static Map<String, Instant> times(@Nullable HardForks forks) {
        Map<String, Instant> times = new LinkedHashMap<>();
        if (forks != null) {
            put(times, "leman", forks.leman());
            put(times, "rhone", forks.rhone());
            put(times, "danube", forks.danube());
        }
        return times;
    }

    private static void put(Map<String, Instant> times, String name, @Nullable String time) {
        if (time != null) {
            times.put(name, OffsetDateTime.parse(time).toInstant());
        }
    }

    private static Map<String, Instant> coming(Map<String, Instant> times, Instant now) {
        Map<String, Instant> coming = new LinkedHashMap<>(times);
        coming.values().removeIf(time -> !time.isAfter(now));
        return coming;
    }

    private static String shown(Map<String, Instant> times) {
        return times.entrySet().stream()
                .map(time -> time.getKey() + " at " + time.getValue())
                .collect(Collectors.joining(", "));
    }
}
