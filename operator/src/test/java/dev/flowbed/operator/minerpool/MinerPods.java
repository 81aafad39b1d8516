package dev.flowbed.operator.minerpool;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;

/** Pods of miners as the cluster shows them. */
final class MinerPods {
    private MinerPods() {}

    static Pod running(String name, String since) {
        return pod(name, "Running", condition("Ready", "True", "Running", since));
    }

    static Pod pending(String name) {
        return pod(name, "Pending", condition("PodScheduled", "False", "Unschedulable", "2026-11-21T08:00:00Z"));
    }

    /** On its way out because the scheduler wants its place. */
    static Pod preempted(String name, String at) {
        Pod pod = running(name, "2026-11-21T07:00:00Z");
        pod.getMetadata().setDeletionTimestamp(at);
        pod.getStatus().getConditions().add(condition("DisruptionTarget", "True", "PreemptionByScheduler", at));
        return pod;
    }

    /** Ended by the kubelet, and left there. */
    static Pod evicted(String name, String at) {
        return pod(name, "Failed", condition("DisruptionTarget", "True", "TerminationByKubelet", at));
    }

    private static Pod pod(String name, String phase, PodCondition... conditions) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .addToConditions(conditions)
                .endStatus()
                .build();
    }

    private static PodCondition condition(String type, String status, String reason, String since) {
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withLastTransitionTime(since)
                .build();
    }
}
