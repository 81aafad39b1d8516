package dev.flowbed.operator.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.input.Reading;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.shard.ShardStatus;
import dev.flowbed.operator.testnet.Checked;
import dev.flowbed.operator.testnet.TestnetChecks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShardStateTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String TESTNET = """
            apiVersion: flowbed.dev/v1alpha1
            kind: Testnet
            metadata:
              name: net
              namespace: default
            spec:
              shards: 2
              nodes: {config: '%s'}
            """;
    private static final String SHARD = """
            apiVersion: flowbed.dev/v1alpha1
            kind: Shard
            metadata:
              name: second
              namespace: default
              generation: 2
            spec:
              testnetRef:
                name: net
              broker: %d
            """;

    @Test
    void aShardSaysWhatItsTestnetsPassSaw() {
        ShardStatus status = state(resources("", 1), Optional.of(seen()));

        assertThat(conditions(status))
                .containsExactly(
                        "Ready False NodesNotReady 1/2 nodes are ready", "Accepted True Valid the Shard is valid");
        assertThat(status.readyNodes()).isEqualTo("1/2");
        assertThat(status.groups()).containsExactly(1, 3);
        assertThat(status.height()).isEqualTo(7);
        assertThat(status.observedGeneration()).isEqualTo(2);
    }

    @Test
    void beforeTheFirstLookItIsUnknownHowAShardIs() {
        assertThat(conditions(state(resources("", 1), Optional.empty())))
                .contains("Ready Unknown NotObserved its nodes have not been looked at yet");
    }

    @Test
    void aShardWithoutItsTestnetSaysSo() {
        Shard shard = resources("", 1).shards().get(0);

        assertThat(conditions(ShardState.orphaned(shard, NOW)))
                .allSatisfy(condition -> assertThat(condition)
                        .contains("False TestnetNotFound Testnet net does not exist in namespace default: apply it"));
    }

    @Test
    void aShardThatItsTestnetHasNoPlaceForIsInvalid() {
        assertThat(conditions(state(resources("", 2), Optional.empty())))
                .contains("Accepted False Invalid spec.broker must be below the Testnet's number of shards, 2, is 2");
    }

    @Test
    void aShardOfATestnetThatFailedItsChecksSaysWhatIsWrongThere() {
        assertThat(conditions(state(resources("alephium.broker.groups = 3", 1), Optional.empty())))
                .allSatisfy(condition ->
                        assertThat(condition).contains("False TestnetInvalid Testnet net: spec.nodes.config"));
    }

    @Test
    void aShardOfAHibernatingTestnetIsNotReadyForThatReason() {
        TestnetResources asleep = resources("", 1);
        asleep.testnet().getMetadata().setAnnotations(Map.of("flowbed.dev/hibernate", "true"));

        ShardStatus status = state(asleep, Optional.of(seen()));

        assertThat(conditions(status)).contains("Ready False Hibernated Testnet net hibernates");
        assertThat(status.readyNodes()).isNull();
    }

    private static ShardStatus state(TestnetResources resources, Optional<ShardStatus> seen) {
        Checked checked = new TestnetChecks().check(resources, Optional.empty());
        return ShardState.of(resources.shards().get(0), resources.testnet(), checked, seen, NOW);
    }

    private static ShardStatus seen() {
        Condition ready = new Condition(
                "Ready", ConditionStatus.FALSE, "NodesNotReady", "1/2 nodes are ready", NOW.toString(), null);
        return new ShardStatus(1L, List.of(ready), List.of(1, 3), "1/2", 7L, List.of());
    }

    private static List<String> conditions(ShardStatus status) {
        return status.conditions().stream()
                .map(condition -> condition.type() + " " + condition.status() + " " + condition.reason() + " "
                        + condition.message())
                .toList();
    }

    private static TestnetResources resources(String config, int broker) {
        Reading reading = new ResourceReader()
                .read(List.of(
                        new Source("net.yaml", TESTNET.formatted(config)),
                        new Source("shard.yaml", SHARD.formatted(broker))));
        return reading.testnets().get(0);
    }
}
