package dev.flowbed.operator.minerpool;

import dev.flowbed.crds.minerpool.Interruptions;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which miners the cluster took back, and how many of them run again. Pure: what was counted stands in the status, so that a
 * restarted operator counts on. What is lost and gone while no operator runs is not counted.
 */
final class LostMiners {
    /** A pod that is about to go for the sake of others bears one of these: the scheduler's, eviction's and the kubelet's; Kueue's. */
    private static final Set<String> DISRUPTED = Set.of("DisruptionTarget", "TerminationTarget");

    private static final String FAILED = "Failed";

    private final List<Pod> pods;

    LostMiners(List<Pod> pods) {
        this.pods = List.copyOf(pods);
    }

    /**
     * The counts after a pass.
     *
     * @param before the counts that the status bears
     * @param wanted how many miners are wanted now; lost ones beyond that count as regained, since nobody waits for them
     */
    Interruptions count(Interruptions before, int wanted) {
        List<Pod> lost = pods.stream()
                .filter(pod -> disruption(pod).isPresent())
                .sorted(Comparator.comparing(LostMiners::name))
                .toList();
        List<PodCondition> news = lost.stream()
                .filter(pod -> !before.lostPods().contains(name(pod)))
                .flatMap(pod -> disruption(pod).stream())
                .sorted(Comparator.comparing(LostMiners::time))
                .toList();
        int count = before.lost() + news.size();
        Optional<PodCondition> last = news.stream().reduce((one, two) -> two);
        return new Interruptions(
                count,
                Math.max(before.regained(), count - Math.max(0, wanted - running())),
                last.map(LostMiners::time).orElse(before.lastLost()),
                last.map(PodCondition::getReason).orElse(before.lastReason()),
                lost.stream().map(LostMiners::name).toList());
    }

    /** Miners that run and may go on. */
    int running() {
        return (int) pods.stream()
                .filter(pod -> !isGoing(pod) && Readiness.isPodReady(pod))
                .count();
    }

    /**
     * Evicted pods that nobody deletes: their places are filled, and they would stay until the cluster has thousands of them.
     *
     * @param counted what the status bears: one that is not counted yet stays
     */
    List<Pod> leftovers(Interruptions counted) {
        return pods.stream()
                .filter(pod -> pod.getStatus() != null
                        && FAILED.equals(pod.getStatus().getPhase())
                        && pod.getMetadata().getDeletionTimestamp() == null
                        && counted.lostPods().contains(name(pod)))
                .toList();
    }

    /** Whether a pod is on its way out or has ended. */
    static boolean isGoing(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null
                || disruption(pod).isPresent()
                || pod.getStatus() != null && FAILED.equals(pod.getStatus().getPhase());
    }

    private static Optional<PodCondition> disruption(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(condition ->
                                DISRUPTED.contains(condition.getType()) && "True".equals(condition.getStatus()))
                        .findFirst();
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }

    private static String time(PodCondition condition) {
        return Objects.requireNonNullElse(condition.getLastTransitionTime(), "");
    }
}
