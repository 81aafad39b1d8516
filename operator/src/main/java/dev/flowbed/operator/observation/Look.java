package dev.flowbed.operator.observation;

import dev.flowbed.observer.Condition;
import dev.flowbed.observer.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a testnet from looking at it.
 *
 * @param picture the newest one
 * @param conditions what follows from it
 * @param symptoms what is wrong with single cliques, and since when
 * @param lastUse when a transaction was last seen; empty when none was since the looking began
 */
public record Look(Picture picture, List<Condition> conditions, Symptoms symptoms, Optional<Instant> lastUse) {
    public Look {
        conditions = List.copyOf(conditions);
    }

    /** Whether all is well. */
    public boolean isReady() {
        return conditions.stream()
                .anyMatch(condition -> condition.type().equals(Condition.READY) && condition.isTrue());
    }
}
