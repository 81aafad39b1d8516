package dev.flowbed.operator.fullnode;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.operator.golden.GoldenFolder;
import dev.flowbed.operator.kube.Child;
import dev.flowbed.operator.kube.ImageNames;
import dev.flowbed.operator.kube.Pods;
import dev.flowbed.operator.place.ClusterPlacement;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What each full node of a Testnet is made into, object by object. */
class GoldenNodeTest {
    private final NodeChildren makers = new NodeChildren(
            new ImageNames(Optional.of("registry.example.org/mirror"), "0.1.0"),
            new Pods("IfNotPresent", List.of("pull-secret")));

    @TestFactory
    Stream<DynamicTest> fullNodesBecomeObjects() {
        return GoldenFolder.cases("node", this::made);
    }

    private List<HasMetadata> made(TestnetResources resources) {
        return Blueprint.of(resources, new ClusterPlacement("default")).nodes().stream()
                .flatMap(workload -> children(resources, workload))
                .toList();
    }

    private Stream<HasMetadata> children(TestnetResources resources, NodeWorkload workload) {
        NodePlan plan = Plans.plan(resources, workload);
        return makers.of(plan, VolumeFit.of(plan, Optional.empty()), Optional.empty()).stream()
                .map(Child::object);
    }

    /** Plans as a pass makes them. */
    static final class Plans {
        private Plans() {}

        static NodePlan plan(TestnetResources resources, NodeWorkload workload) {
            Optional<FullNode> own = resources.fullNodes().stream()
                    .filter(node -> node.getMetadata().getName().equals(workload.name()))
                    .findFirst();
            boolean keyed = resources.testnet().getSpec().access().apiKeySecretRef() != null;
            return new NodePlan(
                    own.orElseGet(FullNode::new),
                    resources.testnet(),
                    workload,
                    own.map(node -> !node.getSpec().maintenance()).orElse(true),
                    keyed ? Optional.of("0123456789abcdef") : Optional.empty());
        }
    }
}
