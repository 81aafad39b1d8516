package dev.flowbed.operator.minerpool;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A miner that had to go for the sake of others.
 *
 * @param pod its pod's name, which no other pod will bear
 * @param time when it was told so, RFC 3339
 * @param reason why, as the cluster says
 */
record LostMiner(String pod, String time, String reason) {
    /** A pod that is about to go so bears one of these: the scheduler's, eviction's and the kubelet's; Kueue's. */
    private static final Set<String> DISRUPTED = Set.of("DisruptionTarget", "TerminationTarget");

    /** The pod as a lost miner; empty for one that may stay. */
    static Optional<LostMiner> of(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(condition ->
                                DISRUPTED.contains(condition.getType()) && "True".equals(condition.getStatus()))
                        .findFirst()
                        .map(condition -> new LostMiner(
                                pod.getMetadata().getName(),
                                Objects.requireNonNullElse(condition.getLastTransitionTime(), ""),
                                Objects.requireNonNullElse(condition.getReason(), "Disrupted")));
    }
}
