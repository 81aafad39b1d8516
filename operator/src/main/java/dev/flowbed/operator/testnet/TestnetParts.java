package dev.flowbed.operator.testnet;

import dev.flowbed.operator.kube.Child;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import java.util.List;

/** All that a Testnet is made into. */
final class TestnetParts implements TestnetChildren {
    /** Kinds that not every cluster has. */
    static final List<GroupVersionKind> OPTIONAL =
            List.of(TestnetHttpRoutes.GROUP_VERSION_KIND, TestnetPodMonitor.GROUP_VERSION_KIND);

    private final List<TestnetChildren> parts;

    TestnetParts(Surroundings surroundings) {
        parts = List.of(
                new TestnetShards(),
                new TestnetNodes(),
                new TestnetPools(),
                new ClientServices(),
                new TestnetNetworkPolicies(surroundings),
                new TestnetIngress(),
                new TestnetHttpRoutes(),
                new TestnetPodMonitor(surroundings));
    }

    @Override
    public List<Child> of(Gathered gathered) {
        return parts.stream().flatMap(part -> part.of(gathered).stream()).toList();
    }
}
