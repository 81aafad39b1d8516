package dev.flowbed.operator.minerpool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.operator.golden.GoldenFolder;
import dev.flowbed.operator.kube.ImageNames;
import dev.flowbed.operator.kube.Pods;
import dev.flowbed.operator.place.ClusterPlacement;
import dev.flowbed.operator.testnet.Checked;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a MinerPool is made into, object by object. */
class GoldenPoolTest {
    private static final int LONGEST_NAME = 63;

    private final PoolDeployment deployment = new PoolDeployment(
            new ImageNames(Optional.of("registry.example.org"), "1.2.3"), new Pods("IfNotPresent", List.of("pull")));
    private final PoolClaimTemplate claimTemplate = new PoolClaimTemplate();
    private final PoolMetricsService service = new PoolMetricsService();

    @TestFactory
    Stream<DynamicTest> whatAPoolIsMadeOf() {
        return GoldenFolder.cases("pools", this::made);
    }

    private List<HasMetadata> made(TestnetResources resources) {
        List<HasMetadata> made = resources.minerPools().stream()
                .map(pool -> MiningDecision.of(
                        pool,
                        resources.testnet(),
                        new Checked(resources, Map.of()),
                        new ClusterPlacement("default"),
                        pool.getSpec()::replicas))
                .flatMap(decision -> decision.plan().stream())
                .<HasMetadata>flatMap(plan -> Stream.concat(
                        claimTemplate.template(plan).stream(),
                        Stream.of(deployment.deployment(plan), service.service(plan))))
                .toList();
        assertThat(made).allSatisfy(object -> {
            assertThat(object.getMetadata().getName()).hasSizeLessThanOrEqualTo(LONGEST_NAME);
            assertThat(object.getMetadata().getLabels().values())
                    .allSatisfy(value -> assertThat(value).hasSizeLessThanOrEqualTo(LONGEST_NAME));
        });
        return made;
    }
}
