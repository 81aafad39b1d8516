package dev.flowbed.operator.minerpool;

import dev.flowbed.crds.minerpool.Interruptions;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which miners the cluster took back, and how many of them run again. Pure: what was counted stands in the status, so that a
 * restarted operator counts on. What is lost and gone while no operator runs is not counted.
 */
final class LostMiners {
    private static final String FAILED = "Failed";

    private final List<Pod> pods;
    private final List<LostMiner> noticed;

    /**
     * @param pods those that there are
     * @param noticed lost ones that the status does not bear, whether their pods are there or gone
     */
    LostMiners(List<Pod> pods, List<LostMiner> noticed) {
        this.pods = List.copyOf(pods);
        this.noticed = List.copyOf(noticed);
    }

    /**
     * The counts after a pass.
     *
     * @param before the counts that the status bears
     * @param wanted how many miners are wanted now; lost ones beyond that count as regained, since nobody waits for them
     */
    Interruptions count(Interruptions before, int wanted) {
        Map<String, LostMiner> lost = new TreeMap<>();
        noticed.forEach(miner -> lost.put(miner.pod(), miner));
        pods.forEach(pod -> LostMiner.of(pod).ifPresent(miner -> lost.put(miner.pod(), miner)));
        List<LostMiner> news = lost.values().stream()
                .filter(miner -> !before.lostPods().contains(miner.pod()))
                .sorted(Comparator.comparing(LostMiner::time))
                .toList();
        int count = before.lost() + news.size();
        Optional<LostMiner> last = news.stream().reduce((one, two) -> two);
        return new Interruptions(
                count,
                Math.max(before.regained(), count - Math.max(0, wanted - running())),
                last.map(LostMiner::time).orElse(before.lastLost()),
                last.map(LostMiner::reason).orElse(before.lastReason()),
                List.copyOf(lost.keySet()));
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
                        && counted.lostPods().contains(pod.getMetadata().getName()))
                .toList();
    }

    /** Whether a pod is on its way out or has ended. */
    static boolean isGoing(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null
                || LostMiner.of(pod).isPresent()
                || pod.getStatus() != null && FAILED.equals(pod.getStatus().getPhase());
    }
}
