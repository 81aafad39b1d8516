package dev.flowbed.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.rest.CliqueClient;
import dev.flowbed.alephium.rest.NodeClient;
import dev.flowbed.alephium.rest.RestClient;
import dev.flowbed.alephium.rest.Submitted;
import dev.flowbed.alephium.rest.Transfer;
import dev.flowbed.alephium.rest.TxStatus;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.blueprint.Labels;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole life of a Testnet on a real cluster, from the first apply to nothing being left. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TestnetLifecycleIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String NAME = "life";
    private static final String TESTNET = """
            apiVersion: flowbed.dev/v1alpha1
            kind: Testnet
            metadata:
              name: life
            spec:
              cliques: 2
              shards: 2
              miners:
                - name: cpu
                  maxHashrate: 100k
            """;

    private static TestCluster cluster;
    private static KubernetesClient client;

    @BeforeAll
    static void connect() throws IOException {
        cluster = TestCluster.orSkip("flowbed-life");
        client = cluster.client();
    }

    @AfterAll
    static void leave() throws InterruptedException {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void itBecomesReady() {
        client.load(new ByteArrayInputStream(TESTNET.getBytes(StandardCharsets.UTF_8)))
                .inNamespace(cluster.namespace())
                .serverSideApply();

        awaitReady("4/4");

        assertThat(testnet().getStatus().chains()).hasSize(16);
        assertThat(testnet().getStatus().accounts()).hasSize(4);
    }

    @Test
    @Order(2)
    void itConfirmsATransfer() throws IOException {
        try (LocalPortForward first = forward("life-c0-b0-0");
                LocalPortForward second = forward("life-c0-b1-0")) {
            RestClient rest = new RestClient(Duration.ofSeconds(5), Duration.ofSeconds(10));
            List<NodeClient> brokers = new ArrayList<>();
            for (LocalPortForward port : List.of(first, second)) {
                brokers.add(rest.node(URI.create("http://127.0.0.1:" + port.getLocalPort()), Optional.empty()));
            }
            CliqueClient clique = new CliqueClient(brokers, 4);
            PrivateKey payer = Wallet.devnet().keyOfGroup(0, 4, 0);
            String payee = Wallet.devnet().keyOfGroup(1, 4, 0).address();
            Submitted sent = RestClient.await(Transfer.of(4, payer, Address.parseAsset(payee), Alph.parse("3 ALPH"))
                    .send(clique));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    RestClient.await(clique.of(sent.chain()).txStatus(sent.txId(), sent.chain())))
                            .isInstanceOf(TxStatus.Confirmed.class));
        }
    }

    @Test
    @Order(3)
    void itIsLeftAloneWhileNothingChanges() {
        Map<String, String> before = versions();

        await().pollDelay(Duration.ofSeconds(45))
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(versions()).isEqualTo(before));
    }

    @Test
    @Order(4)
    void whatIsChangedByHandIsPutBack() {
        client.apps()
                .statefulSets()
                .inNamespace(cluster.namespace())
                .withName("life-c0-b0")
                .edit(set -> {
                    set.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("example.org/other:1");
                    return set;
                });
        client.services().inNamespace(cluster.namespace()).withName(NAME).delete();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(client.apps()
                            .statefulSets()
                            .inNamespace(cluster.namespace())
                            .withName("life-c0-b0")
                            .get()
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .get(0)
                            .getImage())
                    .doesNotContain("example.org");
            assertThat(client.services()
                            .inNamespace(cluster.namespace())
                            .withName(NAME)
                            .get())
                    .isNotNull();
        });
    }

    @Test
    @Order(5)
    void aChangeReachesEveryNodeAndNeverStopsTwoCliques() {
        awaitReady("4/4");
        Set<String> before = podIds();
        patch("{\"spec\":{\"nodes\":{\"javaOptions\":[\"-Dflowbed.changed=1\"]}}}");
        Set<String> togetherDown = new TreeSet<>();

        await().pollInterval(Duration.ofMillis(500)).atMost(PATIENCE).untilAsserted(() -> {
            Set<String> down = cliquesDown();
            if (down.size() > 1) {
                togetherDown.addAll(down);
            }
            Set<String> now = podIds();
            assertThat(now).hasSize(4).doesNotContainAnyElementsOf(before);
        });

        assertThat(togetherDown).as("cliques that were down together").isEmpty();
        awaitReady("4/4");
    }

    @Test
    @Order(6)
    void cliquesComeAndGo() {
        patch("{\"spec\":{\"cliques\":3}}");
        awaitReady("6/6");

        patch("{\"spec\":{\"cliques\":2}}");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(names(FullNode.class))
                        .containsExactlyInAnyOrder("life-c0-b0", "life-c0-b1", "life-c1-b0", "life-c1-b1"));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(names(PersistentVolumeClaim.class)).hasSize(4));
        awaitReady("4/4");
    }

    @Test
    @Order(7)
    void aPodThatIsKilledAndAVolumeThatIsLostComeBack() {
        String lost = claim("life-c1-b1").getSpec().getVolumeName();
        client.persistentVolumeClaims()
                .inNamespace(cluster.namespace())
                .withName("life-c1-b1")
                .delete();
        client.pods()
                .inNamespace(cluster.namespace())
                .withName("life-c1-b1-0")
                .withGracePeriod(0)
                .delete();
        client.pods()
                .inNamespace(cluster.namespace())
                .withName("life-c0-b1-0")
                .withGracePeriod(0)
                .delete();

        await().atMost(PATIENCE).until(() -> {
            PersistentVolumeClaim claim = client.persistentVolumeClaims()
                    .inNamespace(cluster.namespace())
                    .withName("life-c1-b1")
                    .get();
            return claim != null && !lost.equals(claim.getSpec().getVolumeName());
        });
        awaitReady("4/4");
    }

    @Test
    @Order(8)
    void aNodeInMaintenanceStopsAndKeepsItsData() {
        String volume = claim("life-c1-b0").getSpec().getVolumeName();
        maintenance(true);
        await().atMost(PATIENCE)
                .until(() -> client.pods()
                                .inNamespace(cluster.namespace())
                                .withName("life-c1-b0-0")
                                .get()
                        == null);
        maintenance(false);
        awaitReady("4/4");

        assertThat(claim("life-c1-b0").getSpec().getVolumeName()).isEqualTo(volume);
    }

    @Test
    @Order(9)
    void whenItsTimeIsOverNothingIsLeft() {
        long age = Duration.between(Instant.parse(testnet().getMetadata().getCreationTimestamp()), Instant.now())
                .toSeconds();
        patch("{\"spec\":{\"lifetime\":{\"ttl\":\"" + (age + 10) + "s\"}}}");

        await().atMost(PATIENCE)
                .until(() -> client.resources(Testnet.class)
                                .inNamespace(cluster.namespace())
                                .withName(NAME)
                                .get()
                        == null);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(all()).isEmpty());
    }

    private static void awaitReady(String nodes) {
        await().pollInterval(Duration.ofSeconds(1)).atMost(PATIENCE).untilAsserted(() -> {
            Testnet testnet = testnet();
            assertThat(testnet.getStatus()).isNotNull();
            assertThat(testnet.getStatus().readyNodes()).isEqualTo(nodes);
            assertThat(testnet.getStatus().observedGeneration())
                    .isEqualTo(testnet.getMetadata().getGeneration());
            assertThat(testnet.getStatus().conditions())
                    .filteredOn(condition -> condition.type().equals("Ready"))
                    .extracting(Condition::status)
                    .containsExactly(ConditionStatus.TRUE);
        });
    }

    private static Testnet testnet() {
        return client.resources(Testnet.class)
                .inNamespace(cluster.namespace())
                .withName(NAME)
                .require();
    }

    private static PersistentVolumeClaim claim(String name) {
        return client.persistentVolumeClaims()
                .inNamespace(cluster.namespace())
                .withName(name)
                .require();
    }

    private static void patch(String change) {
        client.resources(Testnet.class)
                .inNamespace(cluster.namespace())
                .withName(NAME)
                .patch(PatchContext.of(PatchType.JSON_MERGE), change);
    }

    private static void maintenance(boolean on) {
        client.resources(FullNode.class)
                .inNamespace(cluster.namespace())
                .withName("life-c1-b0")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"maintenance\":" + on + "}}");
    }

    private static LocalPortForward forward(String pod) {
        return client.pods().inNamespace(cluster.namespace()).withName(pod).portForward(22973);
    }

    private static List<Pod> nodes() {
        return client.pods()
                .inNamespace(cluster.namespace())
                .withLabel(Labels.NODE)
                .list()
                .getItems();
    }

    private static Set<String> podIds() {
        return nodes().stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
    }

    /** Cliques of which a pod is missing or not ready. */
    private static Set<String> cliquesDown() {
        Map<String, Long> ready = nodes().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(Readiness::isPodReady)
                .collect(Collectors.groupingBy(
                        pod -> pod.getMetadata().getLabels().get(Labels.CLIQUE), Collectors.counting()));
        return Set.of("0", "1").stream()
                .filter(clique -> ready.getOrDefault(clique, 0L) < 2)
                .collect(Collectors.toSet());
    }

    private static <T extends HasMetadata> List<String> names(Class<T> kind) {
        return client
                .resources(kind)
                .inNamespace(cluster.namespace())
                .withLabel(Labels.MANAGED_BY)
                .list()
                .getItems()
                .stream()
                .map(object -> object.getMetadata().getName())
                .toList();
    }

    /** Versions of all that the operator makes, but not of what tells how things are. */
    private static Map<String, String> versions() {
        return List.of(
                        StatefulSet.class,
                        Service.class,
                        ConfigMap.class,
                        PersistentVolumeClaim.class,
                        NetworkPolicy.class)
                .stream()
                .flatMap(kind -> client
                        .resources(kind)
                        .inNamespace(cluster.namespace())
                        .withLabel(Labels.MANAGED_BY)
                        .list()
                        .getItems()
                        .stream())
                .collect(Collectors.toMap(
                        object -> object.getKind() + "/" + object.getMetadata().getName(),
                        object -> object.getMetadata().getResourceVersion()));
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>();
        for (Class<? extends HasMetadata> kind : List.of(
                Testnet.class,
                Shard.class,
                FullNode.class,
                MinerPool.class,
                StatefulSet.class,
                Deployment.class,
                Pod.class,
                Service.class,
                ConfigMap.class,
                PersistentVolumeClaim.class,
                NetworkPolicy.class)) {
            names(kind).forEach(name -> all.add(kind.getSimpleName() + "/" + name));
        }
        return all;
    }
}
