package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.operator.golden.GoldenFolder;
import dev.flowbed.operator.kube.Child;
import dev.flowbed.operator.place.ClusterPlacement;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a Testnet is made into, object by object. */
class GoldenTestnetTest {
    private static final Surroundings SURROUNDINGS = new Surroundings(
            Optional.of("flowbed"),
            Map.of("app.kubernetes.io/name", "flowbed-operator"),
            Map.of("kubernetes.io/metadata.name", "monitoring"),
            Map.of("kubernetes.io/metadata.name", "ingress-nginx"),
            Optional.of("flowbed-operator.flowbed.svc:8080"));

    private final List<TestnetChildren> makers = List.of(
            new TestnetNetworkPolicies(SURROUNDINGS),
            new TestnetIngress(),
            new TestnetHttpRoutes(),
            new TestnetPodMonitor(SURROUNDINGS));

    @TestFactory
    Stream<DynamicTest> whatAndWhoReachesATestnet() {
        return GoldenFolder.cases("reach", this::made);
    }

    @TestFactory
    Stream<DynamicTest> whatATestnetIsMadeOf() {
        List<TestnetChildren> parts =
                List.of(new TestnetShards(), new TestnetNodes(), new TestnetPools(), new ClientServices());
        return GoldenFolder.cases("made", resources -> made(parts, resources));
    }

    private List<HasMetadata> made(TestnetResources resources) {
        return made(makers, resources);
    }

    private static List<HasMetadata> made(List<TestnetChildren> makers, TestnetResources resources) {
        Gathered gathered = new Gathered(
                resources,
                new Checked(resources, Map.of()),
                Optional.of(Blueprint.of(resources, new ClusterPlacement("default"))));
        return makers.stream()
                .flatMap(maker -> maker.of(gathered).stream())
                .map(Child::object)
                .toList();
    }
}
