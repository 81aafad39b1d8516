package dev.flowbed.status;

import dev.flowbed.blueprint.GoDuration;
import dev.flowbed.crds.testnet.Lifetime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a testnet goes away by itself.
 *
 * @param ttl how long after its creation; absent: never
 * @param idle how long after its last transaction, or after it became Ready when none came since; absent: never
 * @param delete whether its data go too
 */
public record LifetimePlan(@Nullable Duration ttl, @Nullable Duration idle, boolean delete) {
    /** A testnet that stays. */
    public static final LifetimePlan ENDLESS = new LifetimePlan(null, null, false);

    private static final List<Duration> WARNINGS =
            List.of(Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofSeconds(10));

    /** As a Testnet asks for it. */
    public static LifetimePlan of(Lifetime lifetime) {
        return new LifetimePlan(
                duration(lifetime.ttl()), duration(lifetime.idle()), lifetime.onExpiry() == Lifetime.Expiry.DELETE);
    }

    private static @Nullable Duration duration(@Nullable String text) {
        return text == null ? null : GoDuration.parse(text);
    }

    /**
     * An end that comes by itself.
     *
     * @param after how long after the moment that it counts from
     * @param cause why, when it has come
     * @param threat why, before it has come
     */
    public record End(Instant at, Duration after, String cause, String threat) {
        /** How long before the end people are told of it, longest first: once at least. */
        public List<Duration> warnings() {
            Duration half = after.dividedBy(2);
            List<Duration> fitting = WARNINGS.stream()
                    .filter(warning -> warning.compareTo(half) <= 0)
                    .toList();
            return fitting.isEmpty() ? List.of(half) : fitting;
        }

        /** The shortest warning that is due when so much time is left. */
        public Optional<Duration> warningDue(Duration left) {
            return warnings().stream()
                    .filter(warning -> left.compareTo(warning) <= 0)
                    .min(Comparator.naturalOrder());
        }
    }

    /** The end of a testnet of this age, whether it is used or not. */
    public Optional<End> endByAge(Instant created) {
        return Optional.ofNullable(ttl)
                .map(time -> new End(
                        created.plus(time),
                        time,
                        "its time to live of " + shown(time) + " is over",
                        "its time to live is " + shown(time)));
    }

    /**
     * The end that comes first as things stand.
     *
     * @param created when the testnet was brought up for the first time
     * @param idleSince since when nobody has used it; absent while it has not been Ready
     */
    public Optional<End> end(Instant created, @Nullable Instant idleSince) {
        Optional<End> byIdleness = idle == null || idleSince == null
                ? Optional.empty()
                : Optional.of(new End(
                        idleSince.plus(idle),
                        idle,
                        "no transaction came for " + shown(idle),
                        "no transaction has come, and its idle time is " + shown(idle)));
        return Stream.of(endByAge(created), byIdleness)
                .flatMap(Optional::stream)
                .min(Comparator.comparing(End::at));
    }

    /** A duration as Go writes it. */
    public static String shown(Duration duration) {
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
