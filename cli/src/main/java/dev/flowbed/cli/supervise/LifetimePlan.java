package dev.flowbed.cli.supervise;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a testnet goes away by itself.
 *
 * @param ttl how long after its creation; absent: never
 * @param idle how long after its last transaction, or after it was first Ready; absent: never
 * @param delete whether its data go too
 */
public record LifetimePlan(@Nullable Duration ttl, @Nullable Duration idle, boolean delete) {
    /** A testnet that stays. */
    public static final LifetimePlan ENDLESS = new LifetimePlan(null, null, false);

    /** An end that comes by itself. */
    public record End(Instant at, String cause) {}

    /**
     * The end that comes first as things stand.
     *
     * @param created when the testnet was brought up for the first time
     * @param readySince when it was first Ready, if it was
     * @param lastActivity when the last transaction was seen, if one was
     */
    public Optional<End> end(Instant created, @Nullable Instant readySince, @Nullable Instant lastActivity) {
        End first = null;
        if (ttl != null) {
            first = new End(created.plus(ttl), "its time to live of " + shown(ttl) + " is over");
        }
        Instant used = lastActivity != null ? lastActivity : readySince;
        if (idle != null && used != null) {
            End byIdleness = new End(used.plus(idle), "no transaction came for " + shown(idle));
            if (first == null || byIdleness.at().isBefore(first.at())) {
                first = byIdleness;
            }
        }
        return Optional.ofNullable(first);
    }

    /** A duration as Go writes it. */
    static String shown(Duration duration) {
        StringBuilder text = new StringBuilder();
        if (duration.toHours() > 0) {
            text.append(duration.toHours()).append('h');
        }
        if (duration.toMinutesPart() > 0) {
            text.append(duration.toMinutesPart()).append('m');
        }
        if (duration.toMillis() % 60_000 > 0 || text.isEmpty()) {
            long millis = duration.toMillis() % 60_000;
            text.append(millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms");
        }
        return text.toString();
    }
}
