package dev.flowbed.operator.wiring;

import static dev.flowbed.operator.wiring.Space.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What passes do with the API server, each test in a namespace of its own. */
@QuarkusTest
@QuarkusTestResource(MemoryCluster.class)
class PassesMockTest {
    private static final String TESTNET = """
            apiVersion: flowbed.dev/v1alpha1
            kind: Testnet
            metadata:
              name: net
            spec:
              cliques: 2
              shards: 1
              miners:
                - name: cpu
            """;

    @Inject
    Config cluster;

    @Inject
    MeterRegistry meters;

    @MemoryCluster.Writes
    List<String> writes;

    private final List<Space> spaces = new ArrayList<>();
    private KubernetesClient client;

    /** The operator's own client lets through only what the chart's roles grant. */
    @BeforeEach
    void connect() {
        client = new KubernetesClientBuilder().withConfig(cluster).build();
    }

    @AfterEach
    void disconnect() {
        spaces.forEach(space -> space.list(Testnet.class)
                .forEach(testnet ->
                        space.delete(Testnet.class, testnet.getMetadata().getName())));
        client.close();
    }

    @Test
    void aTestnetBecomesAllThatItNeeds() {
        Space space = space("made");
        space.apply(TESTNET);
        space.awaitNames(FullNode.class, "net-c0-b0", "net-c1-b0");
        space.awaitNames(Shard.class, "net-b0");
        space.awaitNames(MinerPool.class, "net-cpu");
        space.awaitNames(StatefulSet.class, "net-c0-b0", "net-c1-b0");
        space.awaitNames(ConfigMap.class, "net-c0-b0", "net-c1-b0");
        space.awaitNames(PersistentVolumeClaim.class, "net-c0-b0", "net-c1-b0");
        space.awaitNames(Deployment.class, "net-cpu");
        space.awaitNames(NetworkPolicy.class, "net-nodes", "net-miners");
        space.awaitNames(
                Service.class,
                "net",
                "net-c0-b0",
                "net-c0-b0-peers",
                "net-c1-b0",
                "net-c1-b0-peers",
                "net-cpu-metrics");
        eventually(() -> assertThat(client.genericKubernetesResources("monitoring.coreos.com/v1", "PodMonitor")
                        .inNamespace(space.namespace())
                        .list()
                        .getItems())
                .extracting(monitor -> monitor.getMetadata().getName())
                .containsExactly("net"));
    }

    @Test
    void aPoolWhoseWindowsAreClosedRestsAndIsNotWrittenAgain() {
        Space space = space("window");
        int month = java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC).getMonthValue();
        // five months off, so that it is closed whenever this runs
        space.apply(TESTNET.replace(
                "- name: cpu",
                "- name: cpu\n      windows: [{schedule: \"0 0 1 %d *\", duration: 1h}]"
                        .formatted((month + 5) % 12 + 1)));
        space.awaitNames(Deployment.class, "net-cpu");
        Condition closed = space.awaitCondition(MinerPool.class, "net-cpu", "InWindow", ConditionStatus.FALSE);
        assertThat(closed.reason()).isEqualTo("WindowClosed");
        assertThat(space.get(Deployment.class, "net-cpu").getSpec().getReplicas())
                .isZero();
        assertThat(space.awaitCondition(MinerPool.class, "net-cpu", "Ready", ConditionStatus.TRUE)
                        .reason())
                .isEqualTo("WindowClosed");
        assertThat(space.get(MinerPool.class, "net-cpu").getStatus().window()).isNotNull();
        space.awaitQuiet();
        double passes = passes();
        int before = space.written().size();
        space.edit(MinerPool.class, "net-cpu", pool -> {
            pool.getMetadata().setAnnotations(Map.of("example.org/note", "read me"));
            return pool;
        });
        eventually(() -> assertThat(passes()).isGreaterThan(passes));
        space.awaitQuiet();
        assertThat(space.written().subList(before, space.written().size())).hasSize(1);
    }

    @Test
    void allThatIsMadeGoesWithTheTestnet() {
        Space space = space("owned");
        space.apply(TESTNET);
        space.awaitNames(Deployment.class, "net-cpu");
        space.awaitNames(StatefulSet.class, "net-c0-b0", "net-c1-b0");
        space.awaitQuiet();
        String testnet = space.get(Testnet.class, "net").getMetadata().getUid();
        List<String> middle = Stream.of(FullNode.class, Shard.class, MinerPool.class)
                .flatMap(kind -> space.list(kind).stream())
                .peek(owned -> assertThat(owners(owned)).containsExactly(testnet))
                .map(owned -> owned.getMetadata().getUid())
                .toList();
        Stream.of(
                        StatefulSet.class,
                        ConfigMap.class,
                        PersistentVolumeClaim.class,
                        Deployment.class,
                        NetworkPolicy.class,
                        Service.class)
                .flatMap(kind -> space.list(kind).stream())
                .forEach(object -> assertThat(owners(object))
                        .as(object.getKind() + " " + object.getMetadata().getName())
                        .hasSize(1)
                        .allMatch(owner -> owner.equals(testnet) || middle.contains(owner)));
    }

    @Test
    void allConditionsAreThereFromTheFirstStatusOn() {
        Space space = space("conditions");
        space.apply(TESTNET);
        eventually(() -> assertThat(Space.conditions(space.get(Testnet.class, "net")))
                .extracting(Condition::type)
                .containsExactlyInAnyOrder(
                        "Ready",
                        "Accepted",
                        "ChildrenMade",
                        "NodesReachable",
                        "CliquesFormed",
                        "Synced",
                        "ChainsAdvancing",
                        "SkewBounded",
                        "Mining",
                        "Updated",
                        "CliquesHealthy",
                        "Expiring",
                        "Hibernated",
                        "HardForksScheduled"));
        space.awaitCondition(Testnet.class, "net", "Accepted", ConditionStatus.TRUE);
        space.awaitCondition(Testnet.class, "net", "ChildrenMade", ConditionStatus.TRUE);
        assertThat(space.condition(Testnet.class, "net", "Synced").map(Condition::status))
                .contains(ConditionStatus.UNKNOWN);
        assertThat(space.get(Testnet.class, "net").getStatus().observedGeneration())
                .isEqualTo(space.get(Testnet.class, "net").getMetadata().getGeneration());
        space.awaitCondition(FullNode.class, "net-c0-b0", "VolumeFits", ConditionStatus.TRUE);
        space.awaitCondition(Shard.class, "net-b0", "Accepted", ConditionStatus.TRUE);
        space.awaitCondition(MinerPool.class, "net-cpu", "Ready", ConditionStatus.FALSE);
    }

    @Test
    void driftIsPutBackAndWhatOthersOwnIsLeft() {
        Space space = space("drift");
        space.apply(TESTNET);
        space.awaitNames(StatefulSet.class, "net-c0-b0", "net-c1-b0");
        space.awaitQuiet();
        space.edit(StatefulSet.class, "net-c0-b0", set -> {
            set.getSpec().setReplicas(0);
            set.getMetadata().getLabels().put("team", "blue");
            return set;
        });
        eventually(() -> assertThat(
                        space.get(StatefulSet.class, "net-c0-b0").getSpec().getReplicas())
                .isEqualTo(1));
        assertThat(space.get(StatefulSet.class, "net-c0-b0").getMetadata().getLabels())
                .containsEntry("team", "blue");

        space.edit(Service.class, "net", service -> {
            service.getSpec().setSelector(Map.of("app", "other"));
            return service;
        });
        eventually(() -> assertThat(space.get(Service.class, "net").getSpec().getSelector())
                .containsEntry("flowbed.dev/testnet", "net"));

        space.edit(MinerPool.class, "net-cpu", pool -> {
            pool.getMetadata().setLabels(Map.of());
            return pool;
        });
        eventually(() -> assertThat(
                        space.get(MinerPool.class, "net-cpu").getMetadata().getLabels())
                .containsEntry("flowbed.dev/testnet", "net"));
    }

    @Test
    void whatOthersDeleteIsMadeAnew() {
        Space space = space("deleted");
        space.apply(TESTNET);
        space.awaitNames(StatefulSet.class, "net-c0-b0", "net-c1-b0");
        space.awaitQuiet();
        space.delete(Service.class, "net-c0-b0-peers");
        space.delete(FullNode.class, "net-c1-b0");
        space.delete(Deployment.class, "net-cpu");
        eventually(
                () -> assertThat(space.find(Service.class, "net-c0-b0-peers")).isPresent());
        space.awaitNames(FullNode.class, "net-c0-b0", "net-c1-b0");
        space.awaitNames(Deployment.class, "net-cpu");
    }

    @Test
    void aPassThatFindsAllAsItShouldBeWritesNothing() {
        Space space = space("quiet");
        space.apply(TESTNET);
        space.awaitNames(StatefulSet.class, "net-c0-b0", "net-c1-b0");
        space.awaitNames(Deployment.class, "net-cpu");
        space.awaitQuiet();
        double passes = passes();
        int before = space.written().size();
        space.edit(Testnet.class, "net", testnet -> {
            testnet.getMetadata().setAnnotations(Map.of("example.org/note", "read me"));
            return testnet;
        });
        eventually(() -> assertThat(passes()).isGreaterThanOrEqualTo(passes + 4));
        space.awaitQuiet();
        assertThat(space.written().subList(before, space.written().size()))
                .as("only the test's own write")
                .singleElement()
                .asString()
                .contains("/testnets/net");
    }

    @Test
    void aPausedTestnetIsLeftAloneUntilItIsNotPausedAnyMore() {
        Space space = space("paused");
        space.apply(TESTNET);
        space.awaitNames(StatefulSet.class, "net-c0-b0", "net-c1-b0");
        space.awaitQuiet();
        space.patch(Testnet.class, "net", "{\"spec\":{\"paused\":true}}");
        eventually(() -> assertThat(space.get(Testnet.class, "net").getStatus().observedGeneration())
                .isEqualTo(space.get(Testnet.class, "net").getMetadata().getGeneration()));
        double passes = passes();
        space.delete(Service.class, "net");
        space.delete(Service.class, "net-c0-b0");
        space.delete(Deployment.class, "net-cpu");
        eventually(() -> assertThat(passes()).isGreaterThanOrEqualTo(passes + 3));
        space.awaitQuiet();
        assertThat(space.names(Service.class)).doesNotContain("net", "net-c0-b0");
        assertThat(space.names(Deployment.class)).isEmpty();

        space.patch(Testnet.class, "net", "{\"spec\":{\"paused\":false}}");
        eventually(() -> assertThat(space.names(Service.class)).contains("net", "net-c0-b0"));
        space.awaitNames(Deployment.class, "net-cpu");
    }

    @Test
    void aSmallerTestnetLosesItsLastCliqueAndKeepsTheVolumeUntilItsNodeGoes() {
        Space space = space("smaller");
        space.apply(TESTNET);
        space.awaitNames(StatefulSet.class, "net-c0-b0", "net-c1-b0");
        space.awaitQuiet();
        space.patch(Testnet.class, "net", "{\"spec\":{\"cliques\":1}}");
        space.awaitNames(FullNode.class, "net-c0-b0");
        eventually(() -> assertThat(space.get(Testnet.class, "net").getStatus().nodes())
                .extracting(node -> node.name())
                .containsExactly("net-c0-b0"));
        // the rest is the garbage collector's, by the owner reference to the FullNode
        assertThat(space.names(PersistentVolumeClaim.class)).contains("net-c1-b0");
    }

    @Test
    void whatIsWrongIsSaidAndMakesNothing() {
        Space space = space("wrong");
        space.apply(TESTNET + "  rewardAddresses: [nonsense, nonsense, nonsense, nonsense]\n");
        Condition accepted = space.awaitCondition(Testnet.class, "net", "Accepted", ConditionStatus.FALSE);
        assertThat(accepted.message()).contains("nonsense");
        space.awaitQuiet();
        assertThat(space.names(FullNode.class)).isEmpty();
        assertThat(space.names(Service.class)).isEmpty();
    }

    @Test
    void anObjectOfSomebodyElseIsNotTakenOver() {
        Space space = space("taken");
        client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("net")
                        .withNamespace(space.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .addToSelector("app", "other")
                        .endSpec()
                        .build())
                .create();
        space.apply(TESTNET);
        Condition made = space.awaitCondition(Testnet.class, "net", "ChildrenMade", ConditionStatus.FALSE);
        assertThat(made.reason()).isEqualTo("NameTaken");
        assertThat(made.message()).contains("Service net");
        assertThat(space.get(Service.class, "net").getSpec().getSelector()).containsOnlyKeys("app");
        space.awaitNames(FullNode.class, "net-c0-b0", "net-c1-b0");
    }

    @Test
    void aKindThatTheClusterLacksIsNamedAndTheRestIsMade() {
        Space space = space("gateway");
        space.apply(TESTNET + """
                  access:
                    gateway:
                      gatewayName: public
                      host: net.example.org
                """);
        Condition made = space.awaitCondition(Testnet.class, "net", "ChildrenMade", ConditionStatus.FALSE);
        assertThat(made.reason()).isEqualTo("Refused");
        assertThat(made.message()).contains("the cluster has no kind HTTPRoute of gateway.networking.k8s.io/v1");
        space.awaitNames(StatefulSet.class, "net-c0-b0", "net-c1-b0");
    }

    @Test
    void aTestnetWhoseTimeIsOverIsDeletedWithAnEvent() {
        Space space = space("over");
        space.apply(TESTNET + """
                  lifetime:
                    ttl: 2s
                """);
        eventually(() -> assertThat(space.find(Testnet.class, "net")).isEmpty());
        eventually(() ->
                assertThat(space.list(Event.class)).extracting(Event::getReason).contains("Expired"));
    }

    @Test
    void aSleepingTestnetHasNoProcessesAndKeepsItsVolumes() {
        Space space = space("asleep");
        space.apply(TESTNET);
        space.awaitNames(StatefulSet.class, "net-c0-b0", "net-c1-b0");
        space.awaitNames(Deployment.class, "net-cpu");
        space.awaitQuiet();
        space.edit(Testnet.class, "net", testnet -> {
            testnet.getMetadata().setAnnotations(Map.of("flowbed.dev/hibernate", "true"));
            return testnet;
        });
        space.awaitCondition(Testnet.class, "net", "Hibernated", ConditionStatus.TRUE);
        eventually(() -> assertThat(space.list(StatefulSet.class))
                .allMatch(set -> set.getSpec().getReplicas() == 0));
        eventually(() -> assertThat(space.list(Deployment.class))
                .allMatch(deployment -> deployment.getSpec().getReplicas() == 0));
        assertThat(space.names(PersistentVolumeClaim.class)).containsExactly("net-c0-b0", "net-c1-b0");
    }

    @Test
    void oneWithoutItsTestnetSaysSoAndRunsNothing() {
        Space space = space("orphans");
        space.create(FullNode.class, "extra", "testnetRef: {name: nowhere}");
        space.create(Shard.class, "half", "testnetRef: {name: nowhere}, broker: 0");
        space.create(MinerPool.class, "helpers", "testnetRef: {name: nowhere}, replicas: 2");
        assertThat(space.awaitCondition(FullNode.class, "extra", "Ready", ConditionStatus.FALSE)
                        .reason())
                .isEqualTo("TestnetNotFound");
        assertThat(space.awaitCondition(Shard.class, "half", "Ready", ConditionStatus.FALSE)
                        .message())
                .contains("nowhere");
        space.awaitCondition(MinerPool.class, "helpers", "Ready", ConditionStatus.FALSE);
        assertThat(space.find(StatefulSet.class, "extra")).isEmpty();
        assertThat(space.find(Deployment.class, "helpers")).isEmpty();
    }

    private static List<String> owners(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(OwnerReference::getController)
                .map(OwnerReference::getUid)
                .toList();
    }

    /** How many passes there were of all controllers. */
    private double passes() {
        return meters.getMeters().stream()
                .filter(meter -> meter.getId().getName().equals(MicrometerMetricsV2.RECONCILIATIONS_STARTED))
                .mapToDouble(meter -> meter.measure().iterator().next().getValue())
                .sum();
    }

    private Space space(String name) {
        Space space = new Space(client, name, writes);
        spaces.add(space);
        return space;
    }
}
