package dev.flowbed.operator.minerpool;

import dev.flowbed.blueprint.MinerWorkload;
import dev.flowbed.crds.Resources;
import dev.flowbed.operator.kube.ImageNames;
import dev.flowbed.operator.kube.Pods;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Map;

/**
 * The Deployment of a pool's miners. Changes replace half of them at a time and never run more than were asked for: what a miner
 * loses by a restart is a second of work, and a further miner may have no CPU or GPU to run on.
 */
final class PoolDeployment {
    private static final int REVISIONS = 3;
    private static final String METRICS = "metrics";
    // a small request for what is left of a machine; no limit, for the hash rate has its own
    private static final Resources USUAL = new Resources(
            Map.of("cpu", new Quantity("50m"), "memory", new Quantity("96Mi")),
            Map.of("memory", new Quantity("192Mi")));

    private final ImageNames images;
    private final Pods pods;

    PoolDeployment(ImageNames images, Pods pods) {
        this.images = images;
        this.pods = pods;
    }

    /** The Deployment. */
    Deployment deployment(PoolPlan plan) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(plan.name())
                .withLabels(plan.labels())
                .endMetadata()
                .withNewSpec()
                .withReplicas(plan.replicas())
                .withRevisionHistoryLimit(REVISIONS)
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(0))
                .withMaxUnavailable(new IntOrString("50%"))
                .endRollingUpdate()
                .endStrategy()
                .withNewSelector()
                .withMatchLabels(plan.selector())
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(plan.labels())
                .endMetadata()
                .withSpec(pod(plan.miner()))
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpec pod(MinerWorkload miner) {
        return new PodSpecBuilder(pods.secure(miner.scheduling()))
                .withTerminationGracePeriodSeconds(miner.stopGrace().toSeconds())
                .withContainers(container(miner))
                .withVolumes(pods.temporary())
                .build();
    }

    private Container container(MinerWorkload miner) {
        return new ContainerBuilder(pods.container("miner", images.of(miner.image())))
                .withCommand(miner.command())
                .withEnv(Pods.environment(miner.environment()))
                .withPorts(Pods.ports(miner.ports()))
                .withResources(resources(miner.resources()))
                .withLivenessProbe(probe(10, 6))
                .withReadinessProbe(probe(5, 3))
                .withVolumeMounts(pods.temporaryMount())
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

    private static ResourceRequirements resources(Resources asked) {
        Resources given = asked.requests().isEmpty() && asked.limits().isEmpty() ? USUAL : asked;
        return new ResourceRequirementsBuilder()
                .withRequests(given.requests())
                .withLimits(given.limits())
                .build();
    }
}
