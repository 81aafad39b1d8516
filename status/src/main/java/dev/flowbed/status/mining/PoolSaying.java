package dev.flowbed.status.mining;

import dev.flowbed.alephium.amount.HashRate;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.minerpool.Usage;
import dev.flowbed.crds.minerpool.WindowStatus;
import dev.flowbed.status.Conditions;
import dev.flowbed.status.mining.PoolDecision.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a pool's status says of how much it mines, the same in both runtimes.
 *
 * @param decision absent until one was made
 * @param usage what the pool has taken
 */
public record PoolSaying(
        Optional<PoolDecision> decision, @Nullable Usage usage) {
    /** Before anything is known. */
    public static final PoolSaying NOTHING = new PoolSaying(Optional.empty(), null);

    private static final List<String> TYPES =
            List.of(PoolDecision.SIZED, PoolDecision.IN_WINDOW, PoolDecision.WITHIN_BUDGET);

    /** The conditions beside Ready: all of them, Unknown where nothing was decided yet. */
    public List<Condition> conditions(Conditions conditions) {
        return decision.map(made -> made.verdicts().stream()
                        .map(verdict -> condition(conditions, verdict))
                        .toList())
                .orElseGet(() -> TYPES.stream()
                        .map(type -> conditions.of(
                                type, ConditionStatus.UNKNOWN, "NotDecided", "nothing was decided of it yet"))
                        .toList());
    }

    private static Condition condition(Conditions conditions, Verdict verdict) {
        return conditions.of(verdict.type(), verdict.status(), verdict.reason(), verdict.message());
    }

    /**
     * Why no miner runs.
     *
     * @param ready whether that is as it should be: to rest in time is, to have spent a budget is not
     */
    public record Rest(boolean ready, String reason, String message) {}

    /** Why no miner runs, where windows or budgets say so. */
    public Optional<Rest> rest() {
        return decision.flatMap(PoolDecision::rests)
                .map(verdict ->
                        new Rest(verdict.type().equals(PoolDecision.IN_WINDOW), verdict.reason(), verdict.message()));
    }

    /** The hash rate that is wanted. */
    public @Nullable String desiredHashrate() {
        return decision.filter(made -> made.wantedHertz().isPresent())
                .map(made -> new HashRate(made.wantedHertz().getAsDouble()).toString())
                .orElse(null);
    }

    /** When its windows start and end next. */
    public @Nullable WindowStatus window() {
        return decision.map(PoolDecision::window)
                .filter(window -> !window.equals(Schedule.State.ALWAYS))
                .map(window -> new WindowStatus(
                        window.start() == null ? null : window.start().toString(),
                        window.end() == null ? null : window.end().toString()))
                .orElse(null);
    }
}
