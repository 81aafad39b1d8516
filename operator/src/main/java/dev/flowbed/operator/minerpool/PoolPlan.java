package dev.flowbed.operator.minerpool;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.blueprint.MinerWorkload;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.minerpool.Scavenge;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a MinerPool is to become.
 *
 * @param pool the resource
 * @param miner what each of its miners runs
 * @param replicas how many run now
 */
public record PoolPlan(MinerPool pool, MinerWorkload miner, int replicas) {
    /** The label by which Kueue knows the LocalQueue of a workload. */
    private static final String KUEUE_QUEUE = "kueue.x-k8s.io/queue-name";

    /** The pool's name, which its Deployment bears too. */
    public String name() {
        return pool.getMetadata().getName();
    }

    Map<String, String> labels() {
        return Labels.ofPool(pool.getSpec().testnetRef().name(), name());
    }

    /** The labels of the Deployment and its pods: Kueue looks for its queue there. */
    Map<String, String> workloadLabels() {
        Map<String, String> labels = new TreeMap<>(labels());
        miner.scavenge().map(Scavenge::queueName).ifPresent(queue -> labels.put(KUEUE_QUEUE, queue));
        return labels;
    }

    Map<String, String> selector() {
        return selector(pool);
    }

    /** Selects the pods of a pool. */
    static Map<String, String> selector(MinerPool pool) {
        return Labels.selectPool(
                pool.getSpec().testnetRef().name(), pool.getMetadata().getName());
    }
}
