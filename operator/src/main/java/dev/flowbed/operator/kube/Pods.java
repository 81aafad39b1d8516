package dev.flowbed.operator.kube;

import dev.flowbed.blueprint.Port;
import dev.flowbed.crds.NodeRequirement;
import dev.flowbed.crds.Scheduling;
import dev.flowbed.crds.Toleration;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What all pods that Flowbed makes have in common: they may do nothing that they need not, as the restricted Pod Security
 * Standard asks.
 *
 * @param pullPolicy of all containers
 * @param pullSecrets names of Secrets that images are pulled with
 */
public record Pods(String pullPolicy, List<String> pullSecrets) {
    /** User and group that the images run as. */
    private static final long NOBODY = 65532;

    private static final String TEMPORARY = "tmp";

    public Pods {
        pullSecrets = List.copyOf(pullSecrets);
    }

    /** A pod without containers. */
    public PodSpec secure(Scheduling scheduling) {
        return new PodSpecBuilder()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(NOBODY)
                .withRunAsGroup(NOBODY)
                .withFsGroup(NOBODY)
                .withFsGroupChangePolicy("OnRootMismatch")
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withImagePullSecrets(pullSecrets.stream()
                        .map(name -> new LocalObjectReference(name))
                        .toList())
                .withNodeSelector(new TreeMap<>(scheduling.nodeSelector()))
                .withAffinity(affinity(scheduling.matchExpressions()))
                .withTolerations(
                        scheduling.tolerations().stream().map(Pods::toleration).toList())
                .withPriorityClassName(scheduling.priorityClassName())
                .build();
    }

    /** A container without a command. */
    public Container container(String name, String image) {
        return new ContainerBuilder()
                .withName(name)
                .withImage(image)
                .withImagePullPolicy(pullPolicy)
                // why a process ended stands in its last lines, and there is no other place where status can read it
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .build();
    }

    /** The folder for temporary files, as the root is read-only. */
    public Volume temporary() {
        return new VolumeBuilder()
                .withName(TEMPORARY)
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
    }

    /** Where {@link #temporary} is mounted. */
    public VolumeMount temporaryMount() {
        return new VolumeMountBuilder()
                .withName(TEMPORARY)
                .withMountPath("/tmp")
                .build();
    }

    /** The ports of a process. */
    public static List<ContainerPort> ports(List<Port> ports) {
        return ports.stream()
                .map(port -> new ContainerPortBuilder()
                        .withName(port.name())
                        .withContainerPort(port.number())
                        .withProtocol(port.protocol().name())
                        .build())
                .toList();
    }

    /** The environment of a process, in the order of the names. */
    public static List<EnvVar> environment(Map<String, String> environment) {
        List<EnvVar> variables = new ArrayList<>();
        new TreeMap<>(environment)
                .forEach((name, value) -> variables.add(
                        new EnvVarBuilder().withName(name).withValue(value).build()));
        return variables;
    }

    private static @Nullable Affinity affinity(List<NodeRequirement> requirements) {
        if (requirements.isEmpty()) {
            return null;
        }
        return new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .withMatchExpressions(requirements.stream()
                        .map(requirement -> new NodeSelectorRequirement(
                                requirement.key(), requirement.operator().toString(), requirement.values()))
                        .toList())
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
    }

    private static io.fabric8.kubernetes.api.model.Toleration toleration(Toleration toleration) {
        String operator = toleration.operator() == Toleration.Operator.EXISTS ? "Exists" : "Equal";
        return new TolerationBuilder()
                .withKey(toleration.key())
                .withOperator(operator)
                .withValue(toleration.value())
                .withEffect(effect(toleration))
                .withTolerationSeconds(toleration.tolerationSeconds())
                .build();
    }

    private static @Nullable String effect(Toleration toleration) {
        if (toleration.effect() == null) {
            return null;
        }
        return switch (toleration.effect()) {
            case NO_SCHEDULE -> "NoSchedule";
            case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
            case NO_EXECUTE -> "NoExecute";
        };
    }
}
