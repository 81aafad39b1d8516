package dev.flowbed.operator.minerpool;

import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ObservedStatus;
import dev.flowbed.crds.minerpool.Interruptions;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.minerpool.MinerPoolStatus;
import dev.flowbed.operator.minerpool.MiningDecision.Hindrance;
import dev.flowbed.status.Conditions;
import dev.flowbed.status.Facts.Trouble;
import dev.flowbed.status.PodTrouble;
import dev.flowbed.status.mining.ScavengerWait;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the status of a MinerPool says of a pass. Pure. */
final class PoolStatus {
    private static final String READY = "Ready";

    private final MinerPool pool;
    private final PoolOutcome outcome;
    private final Optional<MinerPoolStatus> seen;
    private final List<Trouble> troubles;
    private final Instant now;

    private PoolStatus(
            MinerPool pool, PoolOutcome outcome, Optional<MinerPoolStatus> seen, List<Trouble> troubles, Instant now) {
        this.pool = pool;
        this.outcome = outcome;
        this.seen = seen;
        this.troubles = troubles;
        this.now = now;
    }

    /**
     * The status.
     *
     * @param seen what the Testnet's pass reports of the pool; empty before that
     * @param troubles what ails its pods
     */
    static MinerPoolStatus of(
            MinerPool pool, PoolOutcome outcome, Optional<MinerPoolStatus> seen, List<Trouble> troubles, Instant now) {
        return new PoolStatus(pool, outcome, seen, troubles, now).status();
    }

    private MinerPoolStatus status() {
        Long generation = pool.getMetadata().getGeneration();
        Conditions conditions = new Conditions(ObservedStatus.conditionsOf(pool), now, generation);
        State state = state();
        return new MinerPoolStatus(
                generation,
                conditions(conditions, state),
                existing(),
                working(),
                wanted(),
                selector(PoolPlan.selector(pool)),
                seen.map(MinerPoolStatus::hashrate).orElse(null),
                outcome.saying().desiredHashrate(),
                seen.map(MinerPoolStatus::acceptedBlocks).orElse(null),
                seen.map(MinerPoolStatus::rejectedBlocks).orElse(null),
                outcome.saying().window(),
                interruptions().lost() == 0 ? null : interruptions(),
                outcome.saying().usage());
    }

    private List<Condition> conditions(Conditions conditions, State state) {
        List<Condition> all = new ArrayList<>();
        all.add(conditions.of(READY, state.ready(), state.reason(), state.message()));
        all.addAll(outcome.saying().conditions(conditions));
        return all;
    }

    private int wanted() {
        return outcome.wanted(pool.getSpec().replicas());
    }

    /** What the status of a pool bears. */
    static Interruptions interruptions(MinerPool pool) {
        MinerPoolStatus status = pool.getStatus();
        return Objects.requireNonNullElse(status == null ? null : status.interruptions(), Interruptions.none());
    }

    private Interruptions interruptions() {
        int wanted = outcome.decision().plan().map(PoolPlan::replicas).orElse(0);
        return outcome.lost().count(interruptions(pool), wanted);
    }

    private record State(boolean ready, String reason, String message) {}

    private State state() {
        Optional<Hindrance> hindrance = outcome.decision().hindrance();
        if (hindrance.isPresent() && !minesAllTheSame(hindrance.get())) {
            return new State(false, hindrance.get().reason(), hindrance.get().message());
        }
        if (!outcome.brought().isWhole()) {
            String reason = outcome.brought().taken().isEmpty() ? "Refused" : "NameTaken";
            return new State(false, reason, outcome.brought().message());
        }
        int wanted = wanted();
        if (wanted == 0) {
            return outcome.saying()
                    .rest()
                    .map(rest -> new State(rest.ready(), rest.reason(), rest.message()))
                    .orElseGet(() -> new State(true, "ScaledToZero", "no miner is asked for"));
        }
        // pods that could not even be made
        Optional<DeploymentCondition> failure = failure();
        if (failure.isPresent()) {
            return new State(false, failure.get().getReason(), failure.get().getMessage());
        }
        if (pool.getSpec().scavenge() != null && working() < wanted) {
            Optional<ScavengerWait> waits =
                    Scavenging.of(working(), wanted, outcome.pods(), troubles, interruptions(), now);
            if (waits.isPresent()) {
                return new State(true, waits.get().reason(), waits.get().message());
            }
        }
        String count = working() + " of " + wanted + " miners have work";
        if (working() < wanted && !troubles.isEmpty()) {
            Trouble first = troubles.stream()
                    .filter(trouble -> !PodTrouble.passes(trouble))
                    .findFirst()
                    .orElse(troubles.get(0));
            return new State(false, first.reason(), count + ": " + first.message());
        }
        boolean whole = working() >= wanted;
        return new State(whole, whole ? "AllMining" : "MinersNotReady", count);
    }

    /** What is left as it is may well be all that is wanted. */
    private boolean minesAllTheSame(Hindrance hindrance) {
        return hindrance.reason().equals(MiningDecision.PAUSED)
                && working() >= pool.getSpec().replicas();
    }

    private Optional<DeploymentCondition> failure() {
        return deploymentStatus().stream()
                .flatMap(status -> status.getConditions().stream())
                .filter(condition ->
                        "ReplicaFailure".equals(condition.getType()) && "True".equals(condition.getStatus()))
                .findFirst();
    }

    private int existing() {
        return deploymentStatus()
                .map(DeploymentStatus::getReplicas)
                .map(PoolStatus::orNone)
                .orElse(0);
    }

    /** Miners that have work; before anybody asked them, none is known to have any. */
    private int working() {
        return seen.map(MinerPoolStatus::readyReplicas).orElse(0);
    }

    private Optional<DeploymentStatus> deploymentStatus() {
        return outcome.deployment().map(Deployment::getStatus).filter(Objects::nonNull);
    }

    private static int orNone(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    /** As the scale subresource gives it to who counts the pods. */
    private static String selector(Map<String, String> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
    }
}
