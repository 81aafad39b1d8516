package dev.flowbed.status.mining;

import dev.flowbed.crds.ConditionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many miners a pool is to have now, and why.
 *
 * @param miners how many
 * @param sized how many it would have without windows and budgets
 * @param wantedHertz hashes a second that are wanted of it; empty where a number of miners is asked for
 * @param measuredHertz what its miners were measured to try a second
 * @param window how its windows stand
 * @param left pod-hours that its budgets leave; empty where none bounds it
 * @param verdicts what is said in conditions
 * @param next when this may be another decision without anything else having changed
 */
public record PoolDecision(
        int miners,
        int sized,
        OptionalDouble wantedHertz,
        double measuredHertz,
        Schedule.State window,
        OptionalDouble left,
        List<Verdict> verdicts,
        Optional<Instant> next) {
    /** The condition on how much it mines. */
    public static final String SIZED = "Sized";

    /** The condition on its windows. */
    public static final String IN_WINDOW = "InWindow";

    /** The condition on its budgets. */
    public static final String WITHIN_BUDGET = "WithinBudget";

    public PoolDecision {
        verdicts = List.copyOf(verdicts);
    }

    /** A condition before it knows its times. */
    public record Verdict(String type, ConditionStatus status, String reason, String message) {
        static Verdict yes(String type, String reason, String message) {
            return new Verdict(type, ConditionStatus.TRUE, reason, message);
        }

        static Verdict no(String type, String reason, String message) {
            return new Verdict(type, ConditionStatus.FALSE, reason, message);
        }

        static Verdict unknown(String type, String reason, String message) {
            return new Verdict(type, ConditionStatus.UNKNOWN, reason, message);
        }
    }

    /** The verdict of a type. */
    public Verdict verdict(String type) {
        return verdicts.stream()
                .filter(verdict -> verdict.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the miners rest because windows or budgets say so. */
    public Optional<Verdict> rests() {
        return miners > 0
                ? Optional.empty()
                : verdicts.stream()
                        .filter(verdict -> !verdict.type().equals(SIZED) && verdict.status() == ConditionStatus.FALSE)
                        .findFirst();
    }
}
