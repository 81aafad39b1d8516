package dev.flowbed.operator.mining;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which pods run, and since when: from when their machine took them, for from then on their GPUs are nobody else's. Pure. */
final class RunningPods {
    private RunningPods() {}

    /** When each running pod started, by its uid; those that have ended or still wait for a machine are left out. */
    static Map<String, Instant> of(List<Pod> pods) {
        Map<String, Instant> running = new HashMap<>();
        for (Pod pod : pods) {
            if (pod.getStatus() != null
                    && "Running".equals(pod.getStatus().getPhase())
                    && pod.getStatus().getStartTime() != null) {
                running.put(
                        pod.getMetadata().getUid(),
                        Instant.parse(pod.getStatus().getStartTime()));
            }
        }
        return running;
    }
}
