package dev.flowbed.operator.minerpool;

import dev.flowbed.blueprint.MinerWorkload;
import dev.flowbed.crds.minerpool.GpuMining;
import dev.flowbed.operator.kube.ImageNames;
import dev.flowbed.operator.kube.Pods;
import dev.flowbed.operator.place.ClusterPlacement;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodResourceClaim;
import io.fabric8.kubernetes.api.model.PodResourceClaimBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pod of one miner. */
final class PoolPod {
    private static final String METRICS = "metrics";
    private static final String BESIDE = "flowbed";
    private static final String OWN_IMAGE = "flowbed/miner:latest";

    private final ImageNames images;
    private final Pods pods;

    PoolPod(ImageNames images, Pods pods) {
        this.images = images;
        this.pods = pods;
    }

    /** What a pod of the pool is. */
    PodSpec spec(PoolPlan plan) {
        MinerWorkload miner = plan.miner();
        PodSpec pod = new PodSpecBuilder(pods.secure(miner.scheduling()))
                .withTerminationGracePeriodSeconds(miner.stopGrace().toSeconds())
                .withPreemptionPolicy(miner.scavenge().isPresent() ? "Never" : null)
                .withRuntimeClassName(
                        miner.gpu().map(GpuMining::runtimeClassName).orElse(null))
                .withResourceClaims(claims(plan))
                .withInitContainers(miner.another() ? List.of(copy()) : List.of())
                .withContainers(container(miner))
                .withVolumes(volumes(miner))
                .build();
        pod.getSecurityContext().setSupplementalGroups(groups(miner));
        return pod;
    }

    private static @Nullable List<Long> groups(MinerWorkload miner) {
        List<Long> groups = miner.gpu().map(GpuMining::supplementalGroups).orElse(List.of());
        return groups.isEmpty() ? null : groups;
    }

    private static List<PodResourceClaim> claims(PoolPlan plan) {
        return PoolClaimTemplate.name(plan).stream()
                .map(template -> new PodResourceClaimBuilder()
                        .withName(PoolResources.CLAIM)
                        .withResourceClaimTemplateName(template)
                        .build())
                .toList();
    }

    private Container container(MinerWorkload miner) {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(pods.temporaryMount());
        if (miner.another()) {
            mounts.add(beside(true));
        }
        return new ContainerBuilder(pods.container("miner", images.of(miner.image())))
                .withCommand(miner.command())
                .withEnv(Pods.environment(environment(miner)))
                .withPorts(Pods.ports(miner.ports()))
                .withResources(PoolResources.of(miner))
                .withLivenessProbe(probe(10, 6))
                .withReadinessProbe(probe(5, 3))
                .withVolumeMounts(mounts)
                .build();
    }

    /** Brings Flowbed's miner and its Java to where another miner's container finds them. */
    private Container copy() {
        return new ContainerBuilder(pods.container("copy", images.of(OWN_IMAGE)))
                .withCommand("java", "-jar", "/app/flowbed-miner.jar", "copy-to", ClusterPlacement.BESIDE)
                .withVolumeMounts(pods.temporaryMount(), beside(false))
                .build();
    }

    private static Map<String, String> environment(MinerWorkload miner) {
        Map<String, String> environment = new TreeMap<>(miner.environment());
        if (miner.gpu().isPresent()) {
            // the root is read-only, and a driver keeps what it compiled
            environment.put("CUDA_CACHE_PATH", "/tmp/cuda");
            // what NVIDIA's runtime brings into the container; others do not know it
            environment.put("NVIDIA_DRIVER_CAPABILITIES", "compute,utility");
        }
        return environment;
    }

    private List<Volume> volumes(MinerWorkload miner) {
        List<Volume> volumes = new ArrayList<>();
        volumes.add(pods.temporary());
        if (miner.another()) {
            volumes.add(new VolumeBuilder()
                    .withName(BESIDE)
                    .withNewEmptyDir()
                    .endEmptyDir()
                    .build());
        }
        return volumes;
    }

    private static VolumeMount beside(boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(BESIDE)
                .withMountPath(ClusterPlacement.BESIDE)
                .withReadOnly(readOnly ? true : null)
                .build();
    }

    /** Its metrics answer while it is alive, also when it has no work: that is for the nodes to mend. */
    private static Probe probe(int periodSeconds, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath("/metrics")
                .withNewPort(METRICS)
                .endHttpGet()
                .withTimeoutSeconds(5)
                .withPeriodSeconds(periodSeconds)
                .withFailureThreshold(failures)
                .build();
    }
}
