package dev.flowbed.status;

import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions that remember when they last changed. */
public final class Conditions {
    private final List<Condition> earlier;
    private final Instant now;
    private final @Nullable Long generation;

    /**
     * Conditions of one resource.
     *
     * @param earlier its conditions when last looked at
     * @param generation of the spec that they are judged on
     */
    public Conditions(List<Condition> earlier, Instant now, @Nullable Long generation) {
        this.earlier = earlier;
        this.now = now;
        this.generation = generation;
    }

    /** One that holds or does not. */
    public Condition of(String type, boolean holds, String reason, String message) {
        return of(type, holds ? ConditionStatus.TRUE : ConditionStatus.FALSE, reason, message);
    }

    /** One of any status. */
    public Condition of(String type, ConditionStatus status, String reason, String message) {
        String since = earlier.stream()
                .filter(condition -> condition.type().equals(type) && condition.status() == status)
                .map(Condition::lastTransitionTime)
                .findFirst()
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new Condition(type, status, reason, message, since, generation);
    }

    /** What the observer saw, with its time. */
    public Condition of(dev.flowbed.observer.Condition seen) {
        ConditionStatus status = switch (seen.status()) {
            case TRUE -> ConditionStatus.TRUE;
            case FALSE -> ConditionStatus.FALSE;
            case UNKNOWN -> ConditionStatus.UNKNOWN;
        };
        return of(seen.type(), status, seen.reason(), seen.message());
    }
}
