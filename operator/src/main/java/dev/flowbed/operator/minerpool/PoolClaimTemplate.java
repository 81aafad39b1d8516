package dev.flowbed.operator.minerpool;

import dev.flowbed.crds.minerpool.DeviceClaim;
import dev.flowbed.crds.minerpool.GpuMining;
import dev.flowbed.operator.kube.Hash;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The ResourceClaimTemplate from which each miner of a pool gets a claim of its GPUs, for a pool that names a device class. Templates
 * cannot change, so that one that asks for something else has another name.
 */
final class PoolClaimTemplate {
    /** The kind, which clusters have from Kubernetes 1.34 on. */
    static final GroupVersionKind GROUP_VERSION_KIND =
            new GroupVersionKind("resource.k8s.io", "v1", "ResourceClaimTemplate");

    private static final int SHORT = 8;

    /** The name of the template that the pods name, whoever made it; empty for a pool that claims nothing. */
    static Optional<String> name(PoolPlan plan) {
        return claim(plan).map(claim -> {
            String own = claim.resourceClaimTemplateName();
            return own != null
                    ? own
                    : plan.name() + "-gpus-" + Hash.of(request(plan).toString()).substring(0, SHORT);
        });
    }

    /** The template; empty for a pool that claims nothing or through a template of its owner's. */
    Optional<GenericKubernetesResource> template(PoolPlan plan) {
        return claim(plan).filter(claim -> claim.deviceClassName() != null).map(claim -> {
            GenericKubernetesResource template = new GenericKubernetesResource();
            template.setApiVersion(GROUP_VERSION_KIND.apiVersion());
            template.setKind(GROUP_VERSION_KIND.getKind());
            template.setMetadata(new ObjectMetaBuilder()
                    .withName(name(plan).orElseThrow())
                    .withLabels(plan.labels())
                    .build());
            Map<String, Object> spec = new LinkedHashMap<>();
            spec.put("metadata", Map.of("labels", plan.labels()));
            spec.put("spec", Map.of("devices", Map.of("requests", List.of(request(plan)))));
            template.setAdditionalProperty("spec", spec);
            return template;
        });
    }

    private static Optional<DeviceClaim> claim(PoolPlan plan) {
        return plan.miner().gpu().map(GpuMining::claim);
    }

    private static Map<String, Object> request(PoolPlan plan) {
        GpuMining gpu = plan.miner().gpu().orElseThrow();
        DeviceClaim claim = Objects.requireNonNull(gpu.claim());
        Map<String, Object> exactly = new LinkedHashMap<>();
        exactly.put("deviceClassName", String.valueOf(claim.deviceClassName()));
        // said because the API server would add it
        exactly.put("allocationMode", "ExactCount");
        exactly.put("count", gpu.count());
        if (!claim.selectors().isEmpty()) {
            exactly.put(
                    "selectors",
                    claim.selectors().stream()
                            .map(selector -> Map.of(
                                    "cel", Map.of("expression", selector.cel().expression())))
                            .toList());
        }
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("name", PoolResources.CLAIM);
        request.put("exactly", exactly);
        return request;
    }
}
