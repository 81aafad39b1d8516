package dev.flowbed.operator.testnet;

import dev.flowbed.crds.Annotations;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetStatus;
import dev.flowbed.status.LifetimePlan;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a Testnet's time is over, from what its resource says and from nothing else: an operator that is started anew judges
 * alike.
 *
 * @param phase what is to be done
 * @param end when it ends as things stand; absent when it does not
 * @param unreadable what cannot be read of its annotations; empty when all can
 */
public record Expiry(Phase phase, LifetimePlan.@Nullable End end, Optional<String> unreadable) {
    private static final Duration LEAST_WARNING = Duration.ofMinutes(1);
    private static final Duration LONGEST_WARNING = Duration.ofDays(1);

    /** What is to be done. */
    public enum Phase {
        /** It has no end. */
        ENDLESS,
        /** Its end is far. */
        LIVING,
        /** People are warned. */
        ENDING,
        /** It is to be deleted with all that it made. */
        DELETE,
        /** Its processes are to be stopped and its data kept. */
        HIBERNATE
    }

    /** How a Testnet stands. */
    public static Expiry of(Testnet testnet, Instant now) {
        return of(testnet, Optional.empty(), now);
    }

    /**
     * How a Testnet stands.
     *
     * @param lastUse when a transaction was seen of late; its status tells that a while later
     */
    public static Expiry of(Testnet testnet, Optional<Instant> lastUse, Instant now) {
        LifetimePlan plan = LifetimePlan.of(testnet.getSpec().lifetime());
        Annotated<Instant> woken = wokenAt(testnet);
        Instant created = later(Instant.parse(testnet.getMetadata().getCreationTimestamp()), woken.value());
        LifetimePlan.End end = plan.end(created, idleSince(testnet.getStatus(), lastUse, woken.value()))
                .orElse(null);
        if (end == null) {
            return new Expiry(Phase.ENDLESS, null, woken.problem());
        }
        Duration left = Duration.between(now, end.at());
        Phase phase = left.isZero() || left.isNegative()
                ? (plan.delete() ? Phase.DELETE : Phase.HIBERNATE)
                : left.compareTo(warning(end)) <= 0 ? Phase.ENDING : Phase.LIVING;
        return new Expiry(phase, end, woken.problem());
    }

    /** How long before an end people are warned of it: a tenth of the time, a minute at least, but not before half of it is over. */
    static Duration warning(LifetimePlan.End end) {
        Duration tenth = end.after().dividedBy(10);
        Duration bounded = shorter(longer(tenth, LEAST_WARNING), LONGEST_WARNING);
        return shorter(bounded, end.after().dividedBy(2));
    }

    /** When the next step comes by itself. */
    public Optional<Duration> nextStepIn(Instant now) {
        if (end == null || phase == Phase.DELETE || phase == Phase.HIBERNATE) {
            return Optional.empty();
        }
        Instant next = phase == Phase.ENDING ? end.at() : end.at().minus(warning(end));
        return Optional.of(longer(Duration.between(now, next), Duration.ofMillis(1)));
    }

    private record Annotated<T>(@Nullable T value, Optional<String> problem) {}

    private static Annotated<Instant> wokenAt(Testnet testnet) {
        Map<String, String> annotations = testnet.getMetadata().getAnnotations();
        String text = annotations == null ? null : annotations.get(Annotations.WOKEN_AT);
        if (text == null) {
            return new Annotated<>(null, Optional.empty());
        }
        try {
            return new Annotated<>(OffsetDateTime.parse(text).toInstant(), Optional.empty());
        } catch (DateTimeException e) {
            return new Annotated<>(
                    null,
                    Optional.of("annotation " + Annotations.WOKEN_AT + " is \"" + text
                            + "\"; it must be a time such as 2026-01-31T12:00:00Z"));
        }
    }

    /** Since when nobody has used it; absent while it has not been Ready. */
    private static @Nullable Instant idleSince(
            @Nullable TestnetStatus status, Optional<Instant> lastUse, @Nullable Instant woken) {
        if (status == null || status.readySince() == null) {
            return null;
        }
        return Stream.of(
                        Optional.ofNullable(status.lastActivity()).map(Instant::parse),
                        Optional.of(status.readySince()).map(Instant::parse),
                        lastUse)
                .flatMap(Optional::stream)
                .reduce(woken == null ? Instant.EPOCH : woken, Expiry::later);
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
