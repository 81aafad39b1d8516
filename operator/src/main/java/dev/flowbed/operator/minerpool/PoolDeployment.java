package dev.flowbed.operator.minerpool;

import dev.flowbed.operator.kube.ImageNames;
import dev.flowbed.operator.kube.Pods;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;

/**
 * The Deployment of a pool's miners. Changes replace half of them at a time and never run more than were asked for: what a miner
 * loses by a restart is a second of work, and a further miner may have no CPU or GPU to run on.
 */
final class PoolDeployment {
    private static final int REVISIONS = 3;
    private final PoolPod pod;

    PoolDeployment(ImageNames images, Pods pods) {
        this.pod = new PoolPod(images, pods);
    }

    /** The Deployment. */
    Deployment deployment(PoolPlan plan) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(plan.name())
                .withLabels(plan.workloadLabels())
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
                .withLabels(plan.workloadLabels())
                .endMetadata()
                .withSpec(pod.spec(plan))
                .endTemplate()
                .endSpec()
                .build();
    }
}
