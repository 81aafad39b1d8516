package dev.flowbed.operator.minerpool;

import dev.flowbed.crds.minerpool.Interruptions;
import dev.flowbed.status.Facts.Trouble;
import dev.flowbed.status.PodTrouble;
import dev.flowbed.status.mining.ScavengerWait;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a pool is that takes only what nobody else needs: to wait, or to have been sent away, is what it is there for. Pure. */
final class Scavenging {
    private static final Set<String> WAITING = Set.of(
            PodTrouble.UNSCHEDULABLE, PodTrouble.STARTING, PodTrouble.STOPPING, "Evicted", "Preempting", "Terminated");

    private Scavenging() {}

    /**
     * Whether all that keeps miners from working is that their place is taken; empty when something else does.
     *
     * @param working miners that have work
     * @param troubles what ails the pods that are not ready
     */
    static Optional<ScavengerWait> of(
            int working, int wanted, List<Pod> pods, List<Trouble> troubles, Interruptions lost, Instant now) {
        boolean onlyWaits = troubles.stream().allMatch(trouble -> WAITING.contains(trouble.reason()));
        long settled = pods.stream()
                .filter(pod -> !LostMiners.isGoing(pod) && readyFor(pod, ScavengerWait.COMING_UP, now))
                .count();
        if (!onlyWaits || settled > working) {
            return Optional.empty();
        }
        String why = troubles.stream()
                .filter(trouble -> trouble.reason().equals(PodTrouble.UNSCHEDULABLE))
                .map(trouble -> ": " + trouble.message())
                .findFirst()
                .orElse("");
        String history = lost.lost() == 0 ? "" : "; " + lost.lost() + " lost so far, " + lost.regained() + " regained";
        return Optional.of(ScavengerWait.of(working, wanted, why + history));
    }

    private static boolean readyFor(Pod pod, Duration time, Instant now) {
        return Readiness.isPodReady(pod)
                && pod.getStatus().getConditions().stream()
                        .filter(condition -> condition.getType().equals("Ready"))
                        .anyMatch(condition -> isBefore(condition.getLastTransitionTime(), now.minus(time)));
    }

    private static boolean isBefore(String time, Instant limit) {
        try {
            return time == null || Instant.parse(time).isBefore(limit);
        } catch (DateTimeParseException e) {
            return true;
        }
    }
}
