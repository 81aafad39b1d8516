package dev.flowbed.operator.wiring;

import static dev.flowbed.operator.wiring.Space.eventually;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.Labels;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.Topology;
import dev.flowbed.cli.local.Installation;
import dev.flowbed.cli.local.LocalPlacement;
import dev.flowbed.cli.local.LocalPlan;
import dev.flowbed.cli.process.Launch;
import dev.flowbed.cli.state.PortBook;
import dev.flowbed.cli.state.TestnetDir;
import dev.flowbed.cli.supervise.UnitPlan;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.AccountStatus;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetStatus;
import dev.flowbed.status.ChildResources;
import dev.flowbed.status.StatusReport;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One file, two runtimes: what must not depend on where a testnet runs is the same on one machine and in a cluster. */
@QuarkusTest
@QuarkusTestResource(MemoryCluster.class)
class RuntimesAgreeMockTest {
    private static final Path EXAMPLES = Path.of("../examples");

    @Inject
    Config cluster;

    @MemoryCluster.Writes
    List<String> writes;

    private KubernetesClient client;

    @BeforeEach
    void connect() {
        client = new KubernetesClientBuilder().withConfig(cluster).build();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"quickstart", "official", "development", "everything"})
    void anExampleRunsAlikeInBoth(String example) throws IOException {
        Space space = new Space(client, "example-" + example, writes);
        TestnetResources resources = space.apply(Files.readString(EXAMPLES.resolve(example + ".yaml")))
                .testnets()
                .get(0);
        Local local = Local.of(resources);
        String name = resources.name();
        List<String> nodes =
                local.blueprint().nodes().stream().map(NodeWorkload::name).toList();
        space.awaitNames(StatefulSet.class, nodes.toArray(String[]::new));
        space.awaitNames(ConfigMap.class, nodes.toArray(String[]::new));
        space.awaitNames(Deployment.class, pools(local).toArray(String[]::new));
        Neutral here = Neutral.ofMachine(local.ports().ports());
        Neutral there = Neutral.ofCluster(space.namespace(), nodes);

        for (NodeWorkload node : local.blueprint().nodes()) {
            PodSpec pod = space.get(StatefulSet.class, node.name())
                    .getSpec()
                    .getTemplate()
                    .getSpec();
            Launch launch = local.launch(node.name());
            same(pod, launch, here, there);
            assertThat(names(pod.getContainers().get(0).getPorts()))
                    .isEqualTo(node.ports().stream()
                            .map(port -> port.name() + "/" + port.protocol())
                            .collect(Collectors.toCollection(TreeSet::new)));
            assertThat(pod.getTerminationGracePeriodSeconds())
                    .isEqualTo(local.unit(node.name()).grace().toSeconds());
            assertThat(here.settings(node.files().get(0).content()))
                    .as("places are taken out")
                    .contains(node.name() + "/p2p");
            Map<String, String> files = space.get(ConfigMap.class, node.name()).getData();
            node.files()
                    .forEach(file -> assertThat(there.settings(files.get(file.path())))
                            .as(node.name() + " " + file.path())
                            .isEqualTo(here.settings(file.content())));
        }
        for (String pool : pools(local)) {
            Deployment deployment = space.get(Deployment.class, pool);
            List<Launch> launches = local.launches()
                    .filter(launch -> launch.name().startsWith(pool + "-"))
                    .toList();
            assertThat(deployment.getSpec().getReplicas()).isEqualTo(launches.size());
            launches.forEach(launch -> same(deployment.getSpec().getTemplate().getSpec(), launch, here, there));
        }
        assertThat(restartedTogether(space, resources)).isEqualTo(local.restartedTogether());
        assertThat(local.startsNodesBeforeMiners()).isTrue();
        sameResources(space, local, resources);
        eventually(() -> assertThat(space.get(Testnet.class, name).getStatus()).isNotNull());
        assertThat(space.get(Testnet.class, name).getStatus().accounts())
                .extracting(AccountStatus::address)
                .containsExactlyElementsOf(local.blueprint().accounts().stream()
                        .map(account -> account.address())
                        .toList());
    }

    private static void same(PodSpec pod, Launch launch, Neutral here, Neutral there) {
        Container container = pod.getContainers().get(0);
        assertThat(there.command(container.getCommand()))
                .as("command of " + launch.name())
                .isEqualTo(here.command(launch.command()));
        Set<String> marks = Set.of("FLOWBED_TESTNET_DIR", "FLOWBED_PROCESS", "FLOWBED_REVISION");
        assertThat(container.getEnv())
                .extracting(EnvVar::getName)
                .containsExactlyInAnyOrderElementsOf(launch.environment().keySet().stream()
                        .filter(variable -> !marks.contains(variable))
                        .toList());
    }

    /** Names and labels of what the Testnet owns: what {@code status -o yaml} shows on one machine. */
    private static void sameResources(Space space, Local local, TestnetResources resources) {
        Map<String, HasMetadata> there = Stream.of(Shard.class, FullNode.class, MinerPool.class)
                .flatMap(kind -> space.list(kind).stream())
                .collect(toMap(RuntimesAgreeMockTest::title, identity()));
        Map<String, HasMetadata> here = ChildResources.withStatus(resources, local.blueprint(), local.silent()).stream()
                .filter(resource -> !(resource instanceof Testnet))
                .collect(toMap(RuntimesAgreeMockTest::title, identity()));
        assertThat(there.keySet()).isEqualTo(here.keySet());
        here.forEach(
                (title, resource) -> assertThat(there.get(title).getMetadata().getLabels())
                        .as(title)
                        .isEqualTo(resource.getMetadata().getLabels()));
    }

    private static String title(HasMetadata resource) {
        return resource.getKind() + " " + resource.getMetadata().getName();
    }

    /** The cliques of the official client, whose brokers only find together when all are started anew. */
    private static Set<Set<String>> restartedTogether(Space space, TestnetResources resources) {
        boolean asOne = resources.testnet().getSpec().client() == dev.flowbed.crds.Client.ALEPHIUM;
        return space.list(StatefulSet.class).stream()
                .collect(Collectors.groupingBy(
                        set -> asOne
                                ? Labels.of(set, Labels.CLIQUE)
                                        .orElse(set.getMetadata().getName())
                                : set.getMetadata().getName(),
                        Collectors.mapping(set -> set.getMetadata().getName(), Collectors.toCollection(TreeSet::new))))
                .values()
                .stream()
                .collect(Collectors.toSet());
    }

    private static Set<String> names(List<ContainerPort> ports) {
        return ports.stream()
                .map(port -> port.getName() + "/" + port.getProtocol())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> pools(Local local) {
        return local.blueprint().miners().stream()
                .map(miner -> miner.identity().pool())
                .distinct()
                .toList();
    }

    /** A testnet as the command line would run it on this machine. */
    private record Local(Blueprint blueprint, List<UnitPlan> units, PortBook ports) {
        static Local of(TestnetResources resources) {
            TestnetDir dir = new TestnetDir(Path.of("/state/" + resources.name()));
            PortBook ports = PortBook.EMPTY.with(LocalPlacement.wishes(Topology.of(resources)), port -> true);
            LocalPlacement placement = new LocalPlacement(
                    dir,
                    ports,
                    new Installation(Path.of("/flowbed"), Path.of("java"), Optional.empty()),
                    Optional.of(Path.of("/alephium.jar")));
            Blueprint blueprint = Blueprint.of(resources, placement);
            return new Local(blueprint, LocalPlan.units(blueprint, dir, secret -> "a key"), ports);
        }

        Stream<Launch> launches() {
            return units.stream().flatMap(unit -> unit.launches().stream());
        }

        Launch launch(String process) {
            return launches()
                    .filter(launch -> launch.name().equals(process))
                    .findFirst()
                    .orElseThrow();
        }

        UnitPlan unit(String process) {
            return units.stream()
                    .filter(unit -> unit.launches().stream()
                            .anyMatch(launch -> launch.name().equals(process)))
                    .findFirst()
                    .orElseThrow();
        }

        /** Processes of nodes by the unit that they are started in. */
        Set<Set<String>> restartedTogether() {
            Set<String> nodes =
                    blueprint.nodes().stream().map(NodeWorkload::name).collect(Collectors.toSet());
            return units.stream()
                    .map(unit -> unit.launches().stream()
                            .map(Launch::name)
                            .filter(nodes::contains)
                            .collect(Collectors.toCollection(TreeSet::new)))
                    .filter(unit -> !unit.isEmpty())
                    .collect(Collectors.toSet());
        }

        /** In a cluster all start at once, and a miner waits for its nodes itself. */
        boolean startsNodesBeforeMiners() {
            List<String> order = new ArrayList<>(launches().map(Launch::name).toList());
            Set<String> nodes =
                    blueprint.nodes().stream().map(NodeWorkload::name).collect(Collectors.toSet());
            return nodes.containsAll(order.subList(0, nodes.size()))
                    && blueprint.miners().stream()
                            .allMatch(miner -> miner.startOrder()
                                    > blueprint.nodes().get(0).startOrder());
        }

        /** A report of nothing: only names and labels are of interest. */
        StatusReport silent() {
            return new StatusReport(
                    "2026-01-01T00:00:00Z",
                    new ObjectMapper().convertValue(Map.of(), TestnetStatus.class),
                    Map.of(),
                    Map.of(),
                    Map.of());
        }
    }
}
