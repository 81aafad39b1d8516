package dev.flowbed.cli.cluster;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.cli.cluster.ClusterFailure.Kind;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pods of operators. They are looked for in all namespaces; a user who may not do that finds them in the testnet's own and in
 * those that it is usually installed into.
 */
record OperatorPods(Cluster cluster) {
    /** Where docs/operator.md has the chart installed, and the manifests the operator of a whole cluster. */
    private static final List<String> USUAL_NAMESPACES = List.of("flowbed", "flowbed-system");

    /** All that this user may see, one at least; by name. */
    List<Pod> all() {
        List<Pod> found = find().stream()
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
        if (found.isEmpty()) {
            throw new ClusterFailure(
                    Kind.NOT_FOUND,
                    "no pod of an operator is seen in this cluster (label " + label() + "): it does not run, or runs"
                            + " elsewhere");
        }
        return found;
    }

    /** How its pods and its Deployment are found. */
    static String label() {
        return Labels.COMPONENT + "=" + Labels.OPERATOR;
    }

    private List<Pod> find() {
        try {
            return cluster.client()
                    .pods()
                    .inAnyNamespace()
                    .withLabel(Labels.COMPONENT, Labels.OPERATOR)
                    .list()
                    .getItems();
        } catch (KubernetesClientException refused) {
            List<Pod> near = Stream.concat(Stream.of(cluster.namespace()), USUAL_NAMESPACES.stream())
                    .distinct()
                    .flatMap(namespace -> inside(namespace).stream())
                    .toList();
            if (near.isEmpty()) {
                return cluster.ask("find the operator's pods", () -> {
                    throw refused;
                });
            }
            return near;
        }
    }

    private List<Pod> inside(String namespace) {
        try {
            return cluster.client()
                    .pods()
                    .inNamespace(namespace)
                    .withLabel(Labels.COMPONENT, Labels.OPERATOR)
                    .list()
                    .getItems();
        } catch (KubernetesClientException refused) {
            return List.of();
        }
    }
}
