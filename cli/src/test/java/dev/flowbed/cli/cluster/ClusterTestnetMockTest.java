package dev.flowbed.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.cli.follow.Verdict;
import dev.flowbed.cli.terminal.Terminal;
import dev.flowbed.crds.Annotations;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wiring against an API server that stores what it is given. */
@EnableKubernetesMockClient(crud = true)
class ClusterTestnetMockTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    KubernetesClient client;

    @Test
    void onlyTheNamespacesTestnetsAreListed() {
        create(ClusterSamples.testnet(""));
        Testnet elsewhere = ClusterSamples.testnet("");
        elsewhere.getMetadata().setNamespace("other");
        create(elsewhere);

        assertThat(cluster().testnets()).hasSize(1);
        assertThat(cluster().testnetsEverywhere()).hasSize(2);
    }

    @Test
    void statusAndNodesAreReadTogether() throws IOException {
        create(ClusterSamples.testnet(ClusterSamples.status("Ready", "True", "1 node")));
        client.resource(ClusterSamples.node("net-c0-b0")).create();
        client.resource(ClusterSamples.pod("state: {running: {}}")).create();
        ClusterTestnet net = cluster().named("net");

        assertThat(net.report().isReady()).isTrue();
        assertThat(net.report().nodes()).containsKey("net-c0-b0");
        assertThat(net.headline(net.report(), Terminal.PLAIN)).startsWith("net  Ready  in namespace dev of ");
        assertThat(net.logs().names()).containsExactly("net-c0-b0", "flowbed");
    }

    @Test
    void followingSaysWhatIsMade() throws IOException, InterruptedException {
        create(ClusterSamples.testnet(ClusterSamples.status("Ready", "False", "no node yet")));
        client.resource(ClusterSamples.pod("state: {waiting: {reason: ImagePullBackOff}}"))
                .create();

        var moment = cluster().named("net").moments(NOW).now(Duration.ofSeconds(3));
        assertThat(moment.start().kind()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(moment.start().message()).isEqualTo("net-c0-b0-0: image nosuch:1 cannot be had: ImagePullBackOff");
    }

    @Test
    void stoppingAndStartingAreWishesOnTheTestnet() {
        create(ClusterSamples.testnet(""));
        ClusterTestnet net = cluster().named("net");

        new Sleep(net).begin();
        assertThat(annotations(net)).containsEntry(Annotations.HIBERNATE, "true");
        new Sleep(net).end();
        // a real API server takes the key away too
        assertThat(annotations(net).get(Annotations.HIBERNATE)).isNull();
        assertThat(annotations(net)).containsEntry(Annotations.WOKEN_AT, NOW.toString());
    }

    @Test
    void takingDownTellsWhichVolumesStayAndWipingLeavesNone() throws InterruptedException {
        create(ClusterSamples.testnet(""));
        claim();
        assertThat(new Removal(cluster().named("net")).run(false, Duration.ofSeconds(10)))
                .containsExactly("net-c0-b0");
        assertThat(cluster().testnets()).isEmpty();

        create(ClusterSamples.testnet(""));
        assertThat(new Removal(cluster().named("net")).run(true, Duration.ofSeconds(10)))
                .isEmpty();
        assertThat(client.persistentVolumeClaims().inNamespace("dev").list().getItems())
                .isEmpty();
    }

    @Test
    void aBundleHoldsTheResourcesAndNoSecret(@TempDir Path folder) throws IOException {
        create(ClusterSamples.testnet(""));
        client.resource(ClusterSamples.pod("state: {waiting: {reason: ContainerCreating}}"))
                .create();
        Path file = folder.resolve("evidence.tar.gz");
        new ClusterBundle(cluster().named("net")).write(file);

        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            String text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(text)
                    .contains("net/status.txt", "net/resources/testnet-net.yaml", "net/resources/pod-net-c0-b0-0.yaml")
                    .doesNotContain("kind: Secret");
        }
    }

    @Test
    void theOperatorsLogIsLookedForWhereverItsPodsAre() {
        create(ClusterSamples.testnet(""));
        ClusterLogs logs = new ClusterLogs(cluster().named("net"));
        assertThatThrownBy(() -> logs.last(ClusterLogs.OPERATOR, 5))
                .isInstanceOf(ClusterFailure.class)
                .hasMessageContaining("no pod of an operator is seen in this cluster");

        Pod operator = ClusterSamples.pod("state: {running: {}}");
        operator.getMetadata().setName("flowbed-abc");
        operator.getMetadata().setNamespace("infrastructure");
        operator.getMetadata().setLabels(Map.of("flowbed.dev/component", "operator"));
        client.resource(operator).create();
        assertThat(new OperatorPods(cluster()).all())
                .extracting(pod -> pod.getMetadata().getName())
                .containsExactly("flowbed-abc");
        assertThat(logs.names()).doesNotContain("flowbed-abc");
    }

    @Test
    void whatIsNotThereIsToldWithThePlaceWhereItWasLookedFor() {
        assertThatThrownBy(() -> cluster().named("net").report())
                .isInstanceOf(ClusterFailure.class)
                .hasMessageContaining("there is no testnet net in namespace dev of ");
    }

    private Map<String, String> annotations(ClusterTestnet net) {
        return net.resource().orElseThrow().getMetadata().getAnnotations();
    }

    private void create(Testnet testnet) {
        client.resource(testnet).create();
        if (testnet.getStatus() != null) {
            client.resource(testnet).updateStatus();
        }
    }

    private void claim() {
        client.resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName("net-c0-b0")
                        .withNamespace("dev")
                        .addToLabels("flowbed.dev/testnet", "net")
                        .endMetadata()
                        .build())
                .create();
    }

    private Cluster cluster() {
        return new Cluster(client, "dev", "context dev", "flowbed -n dev", Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
