package dev.flowbed.operator.minerpool;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.blueprint.MinerWorkload;
import dev.flowbed.crds.minerpool.MinerPool;
import java.util.Map;

/**
 * What a MinerPool is to become.
 *
 * @param pool the resource
 * @param miner what each of its miners runs
 * @param replicas how many run now
 */
public record PoolPlan(MinerPool pool, MinerWorkload miner, int replicas) {

    /** The pool's name, which its Deployment bears too. */
    public String name() {
        return pool.getMetadata().getName();
    }

    Map<String, String> labels() {
        return Labels.ofPool(pool.getSpec().testnetRef().name(), name());
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
