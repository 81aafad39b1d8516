package dev.flowbed.operator.fullnode;

import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.ObservedStatus;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.fullnode.FullNodeStatus;
import dev.flowbed.status.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the status of a FullNode from what its pass found, and from what its Testnet's pass saw of it. Pure. */
final class NodeStatus {
    /** Whether what is there suits the node, and it may start on it. */
    static final String VOLUME_FITS = "VolumeFits";

    private static final String READY = "Ready";
    private static final String ACCEPTED = "Accepted";
    private static final String CHILDREN_MADE = "ChildrenMade";

    private final FullNode node;
    private final NodeOutcome outcome;
    private final Optional<FullNodeStatus> seen;
    private final Conditions conditions;

    private NodeStatus(FullNode node, NodeOutcome outcome, Optional<FullNodeStatus> seen, Instant now) {
        this.node = node;
        this.outcome = outcome;
        this.seen = seen;
        this.conditions = new Conditions(
                ObservedStatus.conditionsOf(node), now, node.getMetadata().getGeneration());
    }

    /**
     * The status.
     *
     * @param seen what the Testnet's pass reports of the node; empty before that
     */
    static FullNodeStatus of(FullNode node, NodeOutcome outcome, Optional<FullNodeStatus> seen, Instant now) {
        return new NodeStatus(node, outcome, seen, now).status();
    }

    private FullNodeStatus status() {
        Condition accepted = accepted();
        Condition made = made();
        Condition fits = fits();
        Optional<FullNodeStatus> known = outcome.testnet().isPresent() ? seen : Optional.empty();
        return new FullNodeStatus(
                node.getMetadata().getGeneration(),
                List.of(ready(accepted, made, fits), accepted, made, fits),
                known.map(FullNodeStatus::version).orElse(null),
                known.map(FullNodeStatus::groups).orElse(List.of()),
                known.map(FullNodeStatus::synced).orElse(null),
                known.map(FullNodeStatus::peers).orElse(null),
                known.map(FullNodeStatus::height).orElse(null),
                known.map(FullNodeStatus::restarts).orElse(null),
                known.map(FullNodeStatus::endpoints).orElse(null));
    }

    /** What keeps the node from being made is the reason that it is not ready. */
    private Condition ready(Condition... needed) {
        Optional<Condition> served = seen.flatMap(status -> status.conditions().stream()
                .filter(condition -> condition.type().equals(READY))
                .findFirst());
        boolean serves = served.filter(condition -> condition.status() == ConditionStatus.TRUE)
                .isPresent();
        for (Condition condition : needed) {
            if (condition.status() == ConditionStatus.FALSE && !isHarmless(condition, serves)) {
                return conditions.of(READY, false, condition.reason(), condition.message());
            }
        }
        return served.map(
                        condition -> conditions.of(READY, condition.status(), condition.reason(), condition.message()))
                .orElseGet(() -> conditions.of(
                        READY, ConditionStatus.UNKNOWN, "NotObserved", "the node has not been looked at yet"));
    }

    /** A volume that is not quite what is asked for does not keep the node from running, nor does what runs all the same. */
    private boolean isHarmless(Condition condition, boolean serves) {
        return serves && condition.type().equals(CHILDREN_MADE)
                || condition.type().equals(VOLUME_FITS)
                        && outcome.fit().filter(VolumeFit::usable).isPresent();
    }

    private Condition accepted() {
        if (outcome.testnet().isEmpty()) {
            return conditions.of(
                    ACCEPTED,
                    false,
                    "TestnetNotFound",
                    "Testnet " + node.getSpec().testnetRef().name() + " does not exist in this namespace");
        }
        return outcome.checks()
                .filter(checks -> !checks.of(node).isEmpty())
                .map(checks -> conditions.of(ACCEPTED, false, "Invalid", checks.message(node)))
                .or(() -> outcome.checks()
                        .filter(checks -> !checks.isSound())
                        .map(checks -> conditions.of(
                                ACCEPTED, false, "TestnetInvalid", "its Testnet cannot be raised as it is")))
                .orElseGet(() -> conditions.of(ACCEPTED, true, "Valid", "the FullNode is valid"));
    }

    private Condition made() {
        if (outcome.plan().isEmpty()) {
            return conditions.of(
                    CHILDREN_MADE, ConditionStatus.UNKNOWN, "NotAccepted", "nothing is made or changed for it");
        }
        return outcome.brought().isWhole()
                ? conditions.of(CHILDREN_MADE, true, "AllMade", "all that it needs is made")
                : conditions.of(
                        CHILDREN_MADE,
                        false,
                        outcome.brought().taken().isEmpty() ? "Refused" : "NameTaken",
                        outcome.brought().message());
    }

    private Condition fits() {
        return outcome.fit()
                .map(fit -> conditions.of(
                        VOLUME_FITS,
                        fit.usable()
                                && (fit.reason().equals("Fits") || fit.reason().equals("New")),
                        fit.reason(),
                        fit.message()))
                .orElseGet(() -> conditions.of(
                        VOLUME_FITS, ConditionStatus.UNKNOWN, "NotAccepted", "its volume has not been looked at"));
    }
}
