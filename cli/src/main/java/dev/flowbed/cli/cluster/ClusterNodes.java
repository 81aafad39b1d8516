package dev.flowbed.cli.cluster;

import dev.flowbed.alephium.rest.CliqueClient;
import dev.flowbed.alephium.rest.NodeClient;
import dev.flowbed.alephium.rest.RestClient;
import dev.flowbed.blueprint.Accounts;
import dev.flowbed.blueprint.FundedAccount;
import dev.flowbed.blueprint.Labels;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.cli.cluster.ClusterFailure.Kind;
import dev.flowbed.cli.view.NodeAccess;
import dev.flowbed.crds.Endpoints;
import dev.flowbed.crds.SecretKeyRef;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.testnet.TestnetSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The full nodes of a testnet in a cluster. They are reached by their Services from inside the cluster, and through the API
 * server's port-forwarding from elsewhere.
 */
final class ClusterNodes implements NodeAccess {
    /** The port of REST where a pod does not name one. */
    static final int REST = 22973;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration REQUEST = Duration.ofSeconds(20);
    private static final int NEAR_MILLIS = 500;

    private final Cluster cluster;
    private final Snapshot seen;
    private final TestnetResources resources;
    private final RestClient rest = new RestClient(CONNECT, REQUEST);

    ClusterNodes(Cluster cluster, Snapshot seen, TestnetResources resources) {
        this.cluster = cluster;
        this.seen = seen;
        this.resources = resources;
    }

    private TestnetSpec spec() {
        return resources.testnet().getSpec();
    }

    @Override
    public int networkId() {
        return spec().networkId();
    }

    @Override
    public int groups() {
        return spec().groups();
    }

    @Override
    public int cliques() {
        return spec().cliques();
    }

    @Override
    public List<FundedAccount> accounts() {
        return Accounts.funded(spec());
    }

    @Override
    public boolean running() {
        return seen.pods().stream()
                .anyMatch(pod -> Labels.of(pod, Labels.CLIQUE).isPresent() && isReady(pod));
    }

    @Override
    public CliqueClient clique(int number) throws IOException {
        Optional<String> apiKey = apiKey();
        List<NodeClient> brokers = new ArrayList<>();
        for (int broker = 0; broker < spec().shards(); broker++) {
            brokers.add(rest.node(address(pod(number, broker)), apiKey));
        }
        return new CliqueClient(brokers, groups());
    }

    private Pod pod(int clique, int broker) {
        return seen.pods().stream()
                .filter(pod -> Labels.of(pod, Labels.CLIQUE)
                                .filter(String.valueOf(clique)::equals)
                                .isPresent()
                        && Labels.of(pod, Labels.BROKER)
                                .filter(String.valueOf(broker)::equals)
                                .isPresent())
                .filter(ClusterNodes::isRunning)
                .findFirst()
                .orElseThrow(() -> new ClusterFailure(
                        Kind.FAILED,
                        "broker " + broker + " of clique " + clique + " does not run",
                        "`" + cluster.command() + " status` tells why."));
    }

    private static boolean isRunning(Pod pod) {
        return pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase());
    }

    private static boolean isReady(Pod pod) {
        return isRunning(pod)
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    /** Where a node's REST API is reached from here. */
    URI address(Pod pod) throws IOException {
        Optional<URI> service = seen.nodes().stream()
                .filter(node -> Labels.of(pod, Labels.NODE)
                        .filter(node.getMetadata().getName()::equals)
                        .isPresent())
                .map(FullNode::getStatus)
                .flatMap(status -> Optional.ofNullable(status).stream())
                .flatMap(status -> Optional.ofNullable(status.endpoints()).stream())
                .map(Endpoints::rest)
                .flatMap(url -> Optional.ofNullable(url).stream())
                .map(URI::create)
                .filter(ClusterNodes::isNear)
                .findFirst();
        return service.isPresent() ? service.get() : forward(pod, port(pod, "rest", REST));
    }

    /** A port of a pod, made reachable on this machine alone. */
    URI forward(Pod pod, int port) {
        // it lives as long as the client
        LocalPortForward forward = cluster.ask(
                "forward a port to pod " + pod.getMetadata().getName(),
                () -> cluster.client()
                        .pods()
                        .inNamespace(cluster.namespace())
                        .withName(pod.getMetadata().getName())
                        .portForward(port, InetAddress.getLoopbackAddress(), 0));
        return URI.create("http://127.0.0.1:" + forward.getLocalPort());
    }

    /** The number of a named port. */
    static int port(Pod pod, String name, int usual) {
        return pod.getSpec().getContainers().stream()
                .map(Container::getPorts)
                .flatMap(List::stream)
                .filter(port -> name.equals(port.getName()))
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .orElse(usual);
    }

    /** Whether this process runs in a pod. */
    static boolean isInside() {
        return System.getenv("KUBERNETES_SERVICE_HOST") != null;
    }

    /** Only inside the cluster do its names lead anywhere, and only where no policy forbids it. */
    private static boolean isNear(URI service) {
        if (!isInside()) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), NEAR_MILLIS);
            return true;
        } catch (IOException | IllegalArgumentException unreachable) {
            return false;
        }
    }

    /** The key that the nodes ask for, if they do. */
    Optional<String> apiKey() {
        SecretKeyRef ref = spec().access().apiKeySecretRef();
        if (ref == null) {
            return Optional.empty();
        }
        Secret secret = cluster.ask(
                "read Secret " + ref.name() + " with the nodes' API key",
                () -> cluster.client()
                        .secrets()
                        .inNamespace(cluster.namespace())
                        .withName(ref.name())
                        .get());
        return Optional.of(Optional.ofNullable(secret)
                .map(Secret::getData)
                .map(data -> data.get(ref.key()))
                .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8).strip())
                .orElseThrow(() -> new ClusterFailure(
                        Kind.FAILED,
                        "there is no entry " + ref.key() + " of a Secret " + ref.name() + " in "
                                + cluster.namespace())));
    }
}
