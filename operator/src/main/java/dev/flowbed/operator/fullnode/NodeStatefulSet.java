package dev.flowbed.operator.fullnode;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.operator.kube.ImageNames;
import dev.flowbed.operator.kube.Pods;
import dev.flowbed.operator.place.ClusterPlacement;
import dev.flowbed.operator.testnet.HardForkAnnotation;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The StatefulSet of one pod that runs a node. Its pod is replaced only when somebody deletes it: which cliques may be down, and
 * when, is for the Testnet's rollout to say.
 */
final class NodeStatefulSet {
    /** Annotation of the pod: fingerprint of the node's files. */
    static final String CONFIG = "flowbed.dev/config";

    /** Annotation of the pod: fingerprint of the API key. */
    static final String API_KEY = "flowbed.dev/api-key";

    private static final String DATA = "data";
    private static final String FILES = "files";
    private static final int REVISIONS = 3;

    private final ImageNames images;
    private final Pods pods;

    NodeStatefulSet(ImageNames images, Pods pods) {
        this.images = images;
        this.pods = pods;
    }

    /** The StatefulSet. */
    StatefulSet statefulSet(NodePlan plan) {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(plan.name())
                .withLabels(plan.labels())
                .endMetadata()
                .withNewSpec()
                .withReplicas(plan.running() ? 1 : 0)
                .withServiceName(ClusterPlacement.peersService(plan.name()))
                .withPodManagementPolicy("Parallel")
                .withRevisionHistoryLimit(REVISIONS)
                .withNewUpdateStrategy()
                .withType("OnDelete")
                .endUpdateStrategy()
                .withNewSelector()
                .withMatchLabels(plan.selector())
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(plan.labels())
                .withAnnotations(annotations(plan))
                .endMetadata()
                .withSpec(pod(plan))
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Map<String, String> annotations(NodePlan plan) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(CONFIG, NodeConfig.hash(plan));
        plan.apiKeyHash().ifPresent(hash -> annotations.put(API_KEY, hash));
        String forks = HardForkAnnotation.of(plan.testnet().getSpec().hardForks());
        if (!forks.isEmpty()) {
            annotations.put(HardForkAnnotation.NAME, forks);
        }
        return annotations;
    }

    private PodSpec pod(NodePlan plan) {
        NodeWorkload node = plan.workload();
        return new PodSpecBuilder(pods.secure(node.scheduling()))
                .withTerminationGracePeriodSeconds(node.stopGrace().toSeconds())
                .withTopologySpreadConstraints(spread(plan))
                .withContainers(container(node))
                .addNewVolume()
                .withName(DATA)
                .withNewPersistentVolumeClaim()
                .withClaimName(plan.name())
                .endPersistentVolumeClaim()
                .endVolume()
                .addNewVolume()
                .withName(FILES)
                .withNewConfigMap()
                .withName(plan.name())
                .endConfigMap()
                .endVolume()
                .addToVolumes(pods.temporary())
                .build();
    }

    /** The brokers of one shard rather not on one machine, so that losing a machine does not lose the shard. */
    private static List<TopologySpreadConstraint> spread(NodePlan plan) {
        String broker = plan.labels().get(Labels.BROKER);
        if (broker == null) {
            return List.of();
        }
        return List.of(new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey("kubernetes.io/hostname")
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .addToMatchLabels(Labels.BROKER, broker)
                .addToMatchLabels(Labels.TESTNET, plan.testnet().getMetadata().getName())
                .endLabelSelector()
                .build());
    }

    private Container container(NodeWorkload node) {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(new VolumeMountBuilder()
                .withName(DATA)
                .withMountPath(node.home())
                .build());
        node.files()
                .forEach(file -> mounts.add(new VolumeMountBuilder()
                        .withName(FILES)
                        .withMountPath(node.home() + "/" + file.path())
                        .withSubPath(file.path())
                        .withReadOnly(true)
                        .build()));
        mounts.add(pods.temporaryMount());
        return new ContainerBuilder(pods.container("node", images.of(node.image())))
                .withCommand(node.command())
                .withEnv(environment(node))
                .withPorts(Pods.ports(node.ports()))
                .withResources(UsualResources.of(node))
                .withStartupProbe(NodeProbes.startup(node))
                .withLivenessProbe(NodeProbes.liveness(node))
                .withReadinessProbe(NodeProbes.readiness(node))
                .withVolumeMounts(mounts)
                .build();
    }

    private static List<EnvVar> environment(NodeWorkload node) {
        List<EnvVar> environment = new ArrayList<>(Pods.environment(node.environment()));
        new TreeMap<>(node.secretEnvironment())
                .forEach((name, reference) -> environment.add(new EnvVarBuilder()
                        .withName(name)
                        .withNewValueFrom()
                        .withNewSecretKeyRef()
                        .withName(reference.name())
                        .withKey(reference.key())
                        .endSecretKeyRef()
                        .endValueFrom()
                        .build()));
        return environment;
    }
}
