package dev.flowbed.operator.minerpool;

import dev.flowbed.blueprint.MinerWorkload;
import dev.flowbed.crds.Resources;
import dev.flowbed.crds.minerpool.GpuMining;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceClaim;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a miner is given: what its pool says or what is usual, and its GPUs. */
final class PoolResources {
    /** The name of the pod's claim of GPUs. */
    static final String CLAIM = "gpus";

    // a small request for what is left of a machine; no limit, for the hash rate has its own
    private static final Resources USUAL = new Resources(
            Map.of("cpu", new Quantity("50m"), "memory", new Quantity("96Mi")),
            Map.of("memory", new Quantity("192Mi")));

    // one thread a GPU waits for its kernels; a driver maps some hundred megabytes into the process
    private static final Resources USUAL_WITH_GPU = new Resources(
            Map.of("cpu", new Quantity("100m"), "memory", new Quantity("512Mi")),
            Map.of("memory", new Quantity("2Gi")));

    private PoolResources() {}

    /** What a miner's container asks for. Extended resources are requested by their limit. */
    static ResourceRequirements of(MinerWorkload miner) {
        Resources asked = miner.resources();
        boolean nothing = asked.requests().isEmpty() && asked.limits().isEmpty();
        Resources usual = miner.gpu().isPresent() ? USUAL_WITH_GPU : USUAL;
        Resources given = nothing ? usual : asked;
        Map<String, Quantity> limits = new TreeMap<>(given.limits());
        miner.gpu().ifPresent(gpu -> {
            if (gpu.resourceName() != null) {
                limits.put(gpu.resourceName(), new Quantity(Integer.toString(gpu.count())));
            }
        });
        boolean claims = miner.gpu().map(GpuMining::claim).isPresent();
        return new ResourceRequirementsBuilder()
                .withRequests(given.requests())
                .withLimits(limits)
                .withClaims(claims ? List.of(new ResourceClaim(CLAIM, null)) : List.of())
                .build();
    }
}
