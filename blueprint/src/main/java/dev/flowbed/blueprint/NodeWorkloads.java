package dev.flowbed.blueprint;

import dev.flowbed.blueprint.Port.Audience;
import dev.flowbed.blueprint.Port.Protocol;
import dev.flowbed.crds.SecretKeyRef;
import dev.flowbed.crds.testnet.TestnetSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the full node processes of a Testnet. */
final class NodeWorkloads {
    /** The variable that both clients read the API key from. */
    static final String API_KEY_VARIABLE = "ALEPHIUM_API_KEY";

    private static final String SETTINGS_FILE = "user.conf";
    private static final Probe LIVENESS =
            new Probe("/metrics", Probe.Success.OK, false, Duration.ofSeconds(5), Duration.ofSeconds(10), 6);
    // the official node answers only after 5 s while its clique is forming
    private static final Probe READINESS = new Probe(
            "/infos/self-clique",
            Probe.Success.SELF_READY_AND_SYNCED,
            true,
            Duration.ofSeconds(6),
            Duration.ofSeconds(5),
            2);

    private final TestnetResources resources;
    private final Topology topology;
    private final Placement placement;
    private final UserConf settings;

    NodeWorkloads(
            TestnetResources resources,
            Topology topology,
            Placement placement,
            List<FundedAccount> accounts,
            List<String> rewards) {
        this.resources = resources;
        this.topology = topology;
        this.placement = placement;
        this.settings = new UserConf(resources.testnet().getSpec(), accounts, rewards);
    }

    List<NodeWorkload> all() {
        return topology.nodes().stream().map(this::workload).toList();
    }

    NodeWorkload workload(NodeIdentity node) {
        NodePlacement place = placement.node(node);
        NodeAsked asked = NodeAsked.of(node, resources);
        ClientTraits traits = ClientTraits.of(node.client());
        List<String> bootstrap = Bootstrap.of(node, topology.nodes()).stream()
                .map(peer -> placement.node(peer).addresses().p2p())
                .toList();
        String conf = settings.render(node, place, coordinator(node), bootstrap, asked.config());
        return new NodeWorkload(
                node,
                asked.version().or(traits::usualVersion),
                image(asked, traits),
                command(place.program(), traits, asked),
                environment(place),
                secretEnvironment(),
                place.home(),
                List.of(new RenderedFile(SETTINGS_FILE, conf)),
                ports(place.addresses()),
                place.addresses(),
                bootstrap,
                LIVENESS,
                readiness(traits),
                asked.resources(),
                asked.storage(),
                asked.scheduling(),
                restartUnit(node, traits),
                0,
                traits.stopGrace());
    }

    private NodeAddresses coordinator(NodeIdentity node) {
        return topology.nodes().stream()
                .filter(other ->
                        node.isExtra() ? other.equals(node) : other.clique().equals(node.clique()))
                .filter(other -> other.broker() == 0)
                .findFirst()
                .map(broker -> placement.node(broker).addresses())
                .orElseThrow();
    }

    private static String image(NodeAsked asked, ClientTraits traits) {
        Optional<String> version = asked.version().or(traits::usualVersion);
        return asked.image().orElseGet(() -> {
            String tag = version.map(text -> traits.imageTag() + text.replaceFirst("^v", ""))
                    .orElse("latest");
            return traits.imageName() + ":" + tag;
        });
    }

    private static List<String> command(JavaProgram program, ClientTraits traits, NodeAsked asked) {
        List<String> command = new ArrayList<>();
        command.add(program.java());
        command.addAll(traits.javaOptions());
        command.add("-Xmx" + Heap.megabytes(asked.resources(), traits.heapShare(), traits.usualHeapMegabytes()) + "m");
        command.addAll(program.options());
        command.addAll(asked.javaOptions());
        command.add("-jar");
        command.add(program.jar());
        return List.copyOf(command);
    }

    private static Map<String, String> environment(NodePlacement place) {
        Map<String, String> environment = new TreeMap<>(place.program().environment());
        environment.put("ALEPHIUM_HOME", place.home());
        environment.put("ALEPHIUM_WALLET_HOME", place.home());
        return environment;
    }

    private Map<String, SecretKeyRef> secretEnvironment() {
        TestnetSpec spec = resources.testnet().getSpec();
        SecretKeyRef key = spec.access().apiKeySecretRef();
        return key == null ? Map.of() : Map.of(API_KEY_VARIABLE, key);
    }

    /** Where the API asks for a key, by a path that is open all the same, if the client has one. */
    private Probe readiness(ClientTraits traits) {
        return traits.openReadiness()
                .filter(path -> resources.testnet().getSpec().access().apiKeySecretRef() != null)
                .map(path -> new Probe(
                        path, Probe.Success.OK, false, READINESS.timeout(), READINESS.period(), READINESS.failures()))
                .orElse(READINESS);
    }

    private static List<Port> ports(NodeAddresses addresses) {
        return List.of(
                new Port("rest", addresses.restPort(), Protocol.TCP, Audience.USERS),
                new Port("miner-api", addresses.minerApiPort(), Protocol.TCP, Audience.MINERS),
                new Port("p2p", addresses.p2pPort(), Protocol.TCP, Audience.NODES),
                new Port("p2p-udp", addresses.p2pPort(), Protocol.UDP, Audience.NODES));
    }

    private String restartUnit(NodeIdentity node, ClientTraits traits) {
        return traits.restartsAsOne() && !node.isExtra()
                ? resources.name() + "-c" + node.clique().getAsInt()
                : node.name();
    }
}
