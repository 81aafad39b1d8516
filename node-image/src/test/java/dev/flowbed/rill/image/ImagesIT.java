package dev.flowbed.rill.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ChangeLog;
import com.github.dockerjava.api.model.ExposedPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;

/** The node's and the miner's images, as {@link Images} holds them: a clique of two brokers, and a miner that mines for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImagesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final long ENDED_BY_SIGTERM = 143;
    private static final long WRONG_SETTINGS = 2;
    private static final int IMAGE_USER = 65532;
    private static final int GRACE_SECONDS = 10;
    private static final String FIRST_BLOCK = "/blockflow/hashes?fromGroup=0&toGroup=1&height=1";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private Images images;
    private Network network;
    private GenericContainer<?> first;
    private GenericContainer<?> second;
    private GenericContainer<?> miner;

    @BeforeAll
    void aCliqueIsUpAndMined() {
        images = Images.orSkip();
        network = Network.newNetwork();
        first = images.broker(network, 0);
        second = images.broker(network, 1);
        Startables.deepStart(first, second).join();
        miner = images.miner(network);
        miner.start();
    }

    @AfterAll
    void nothingIsLeftRunning() {
        for (GenericContainer<?> container : started()) {
            container.stop();
        }
        if (network != null) {
            network.close();
        }
    }

    @Test
    void twoBrokersMakeOneClique() throws Exception {
        JsonNode one = get(first, "/infos/self-clique");
        JsonNode other = get(second, "/infos/self-clique");
        assertThat(one.path("cliqueId").asText())
                .isNotEmpty()
                .isEqualTo(other.path("cliqueId").asText());
        assertThat(one.path("nodes")).hasSize(2);
        assertThat(get(second, "/infos/chain-params").path("groupNumPerBroker").asInt())
                .isEqualTo(2);
    }

    @Test
    void theMinerFindsBlocksForTheChainsOfBothBrokers() {
        // groups 0 and 2 are the first broker's, 1 and 3 the second's
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            assertThat(heights(first, 0) + heights(first, 2)).isPositive();
            assertThat(heights(second, 1) + heights(second, 3)).isPositive();
        });
    }

    @Test
    void whatTheNodeWritesBelongsToTheImagesUser() throws Exception {
        List<Long> owners = new ArrayList<>();
        try (InputStream archive = docker().copyArchiveFromContainerCmd(
                                first.getContainerId(), Images.HOME + "/network-4")
                        .exec();
                TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                owners.add(entry.getLongUserId());
            }
        }
        assertThat(owners).isNotEmpty().containsOnly((long) IMAGE_USER);
    }

    @Test
    void nodeAndMinerWriteNothingOutsideOfTheVolume() {
        for (GenericContainer<?> container : started()) {
            InspectContainerResponse seen =
                    docker().inspectContainerCmd(container.getContainerId()).exec();
            assertThat(seen.getHostConfig().getReadonlyRootfs()).isTrue();
            assertThat(seen.getState().getRunning()).isTrue();
            List<ChangeLog> changes =
                    docker().containerDiffCmd(container.getContainerId()).exec();
            assertThat(changes == null ? List.of() : changes)
                    .extracting("path")
                    .allSatisfy(path -> assertThat(path.toString()).startsWith("/etc"));
        }
    }

    @Test
    void aNodeEndedBySigtermHasItsChainsWhenItIsStartedAnew() throws Exception {
        try (GenericContainer<?> node = images.node(network, "alone", settings(alone()))
                .withExposedPorts(Images.REST)
                .waitingFor(Wait.forHttp("/infos/self-clique")
                        .forPort(Images.REST)
                        .forResponsePredicate(clique -> clique.contains("\"synced\":true")))) {
            node.start();
            post(node, "/miners/cpu-mining/mine-one-block?fromGroup=0&toGroup=1");
            JsonNode mined = get(node, FIRST_BLOCK);
            assertThat(endedBySigterm(node)).isEqualTo(ENDED_BY_SIGTERM);
            docker().startContainerCmd(node.getContainerId()).exec();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(get(node, FIRST_BLOCK)).isEqualTo(mined));
        }
    }

    @Test
    void aMinerEndsWhenItIsAskedTo() {
        try (GenericContainer<?> other = images.miner(network)) {
            other.start();
            assertThat(endedBySigterm(other)).isEqualTo(ENDED_BY_SIGTERM);
        }
    }

    @Test
    void aNodeWithoutSettingsSaysWhatIsMissingAndEnds() throws Exception {
        try (GenericContainer<?> node = images.node(network, "unset", settings(""))
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy() {
                    @Override
                    public StartupStatus checkStartupState(DockerClient client, String id) {
                        InspectContainerResponse.ContainerState state = getCurrentState(client, id);
                        return Boolean.TRUE.equals(state.getRunning())
                                ? StartupStatus.NOT_YET_KNOWN
                                : StartupStatus.SUCCESSFUL;
                    }
                })) {
            node.start();
            assertThat(exitCode(node)).isEqualTo(WRONG_SETTINGS);
            assertThat(node.getLogs()).contains("alephium.network.network-id").hasLineCount(1);
        }
    }

    @Test
    void theImagesSayWhatTheyAre() {
        for (String name : List.of("flowbed/rill", "flowbed/miner")) {
            var config =
                    docker().inspectImageCmd(name + ":" + images.tag()).exec().getConfig();
            Map<String, String> labels = Objects.requireNonNull(config.getLabels());
            assertThat(labels)
                    .containsKeys(
                            "org.opencontainers.image.title",
                            "org.opencontainers.image.version",
                            "org.opencontainers.image.revision",
                            "org.opencontainers.image.source")
                    .containsEntry("org.opencontainers.image.licenses", "Apache-2.0");
            assertThat(config.getUser()).isEqualTo(IMAGE_USER + ":" + IMAGE_USER);
        }
    }

    private List<GenericContainer<?>> started() {
        List<GenericContainer<?>> containers = new ArrayList<>();
        for (GenericContainer<?> container : new GenericContainer<?>[] {miner, first, second}) {
            if (container != null) {
                containers.add(container);
            }
        }
        return containers;
    }

    /** Sends SIGTERM, and SIGKILL (which would end it with 137) when the grace is over; the exit code. */
    private static long endedBySigterm(GenericContainer<?> container) {
        docker().stopContainerCmd(container.getContainerId())
                .withTimeout(GRACE_SECONDS)
                .exec();
        return exitCode(container);
    }

    private static long exitCode(GenericContainer<?> container) {
        return Objects.requireNonNull(docker().inspectContainerCmd(container.getContainerId())
                .exec()
                .getState()
                .getExitCodeLong());
    }

    /** The heights of a group's chains, added up. */
    private static int heights(GenericContainer<?> broker, int group) throws IOException, InterruptedException {
        int sum = 0;
        for (int to = 0; to < 4; to++) {
            sum += get(broker, "/blockflow/chain-info?fromGroup=" + group + "&toGroup=" + to)
                    .path("currentHeight")
                    .asInt();
        }
        return sum;
    }

    private static JsonNode get(GenericContainer<?> node, String path) throws IOException, InterruptedException {
        return JSON.readTree(answer(HttpRequest.newBuilder(uri(node, path))));
    }

    private static void post(GenericContainer<?> node, String path) throws IOException, InterruptedException {
        answer(HttpRequest.newBuilder(uri(node, path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Where a container publishes its REST API now: it may be another port than before it was started anew. */
    private static URI uri(GenericContainer<?> node, String path) {
        String port = docker().inspectContainerCmd(node.getContainerId())
                .exec()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(Images.REST))[0]
                .getHostPortSpec();
        return URI.create("http://" + node.getHost() + ":" + port + path);
    }

    private static String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                CLIENT.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private Path settings(String text) throws IOException {
        return Files.writeString(folder.resolve("user.conf"), text);
    }

    /** A network of one node that mines when it is told to. */
    private static String alone() {
        return """
                alephium.network.network-id = 4
                alephium.network.rest-port = 22973
                alephium.discovery.bootstrap = []
                alephium.api.network-interface = "0.0.0.0"
                alephium.api.api-key-enabled = false
                alephium.mempool.auto-mine-for-dev = true
                alephium.consensus.num-zeros-at-least-in-hash = 0
                alephium.consensus.num-zeros-at-least-in-hash-testnet-patch = 0
                alephium.mining.miner-addresses = [
                  "1FsroWmeJPBhcPiUr37pWXdojRBe6jdey9uukEXk1TheA", "1CQvSXsmM5BMFKguKDPpNUfw1idiut8UifLtT8748JdHc"
                  "193maApeJWrz9GFwWCfa982ccLARVE9Y1WgKSJaUs7UAx", "16fZKYPCZJv2TP3FArA9FLUQceTS9U8xVnSjxFG9MBKyY"
                ]
                """;
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }
}
