package dev.flowbed.cli.cluster;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flowbed.cli.cluster.ClusterFailure.Kind;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A namespace of a Kubernetes cluster, and the testnets in it. */
public final class Cluster implements AutoCloseable {
    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");
    /** It warns of alpha versions, and of each connection that is tried again; held, or its level would be forgotten. */
    private static final Logger CLIENT_LOG = Logger.getLogger("io.fabric8");

    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 15_000;

    private final KubernetesClient client;
    private final String namespace;
    private final Rejections rejections;
    private final String command;
    private final Clock clock;

    /**
     * A namespace by a client that is closed with it.
     *
     * @param context what it is called
     * @param command how the command is called to mean this namespace again
     */
    Cluster(KubernetesClient client, String namespace, String context, String command, Clock clock) {
        this.client = client;
        this.namespace = namespace;
        this.rejections = new Rejections(client.getMasterUrl().toString().replaceFirst("/$", ""), context);
        this.command = command;
        this.clock = clock;
    }

    /** Makes ready to ask a cluster; nothing is sent yet. */
    public static Cluster of(ClusterAddress address, Clock clock) {
        CLIENT_LOG.setLevel(Level.OFF);
        Config found = config(address);
        Config config = new ConfigBuilder(found)
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(1)
                .withRequestRetryBackoffInterval(200)
                .withUserAgent("flowbed")
                .build();
        String namespace = Optional.ofNullable(address.namespace())
                .or(() -> Optional.ofNullable(config.getNamespace()))
                .orElse("default");
        // fields that a newer Flowbed knows are passed over
        ObjectMapper mapper = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(new KubernetesSerialization(mapper, true))
                .build();
        String context = Optional.ofNullable(config.getCurrentContext())
                .map(current -> "context " + current.getName())
                .orElse("the service account of this pod");
        return new Cluster(client, namespace, context, address.command(), clock);
    }

    private static Config config(ClusterAddress address) {
        if (address.kubeconfig() != null && !Files.isReadable(address.kubeconfig())) {
            throw new ClusterFailure(
                    Kind.INVALID,
                    "--kubeconfig: " + address.kubeconfig()
                            + (Files.exists(address.kubeconfig()) ? " cannot be read" : " does not exist"));
        }
        Config config;
        try {
            config = address.kubeconfig() == null
                    ? Config.autoConfigure(address.context())
                    : Config.fromKubeconfig(
                            address.context(), address.kubeconfig().toFile());
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw new ClusterFailure(Kind.INVALID, "the kubeconfig cannot be used: " + e.getMessage());
        }
        List<String> contexts = Optional.ofNullable(config.getContexts()).orElse(List.of()).stream()
                .map(NamedContext::getName)
                .toList();
        if (address.context() != null && !contexts.contains(address.context())) {
            throw new ClusterFailure(
                    Kind.INVALID,
                    "there is no context " + address.context() + " in the kubeconfig; there is "
                            + (contexts.isEmpty() ? "none" : String.join(", ", contexts)));
        }
        if (config.getCurrentContext() == null && !Files.exists(SERVICE_ACCOUNT)) {
            throw new ClusterFailure(
                    Kind.INVALID,
                    contexts.isEmpty()
                            ? "no cluster is known here: there is no kubeconfig"
                            : "the kubeconfig has no current context; there is " + String.join(", ", contexts),
                    "Name a file with --kubeconfig or KUBECONFIG, and an entry of it with --context.");
        }
        return config;
    }

    /** The testnets of the namespace, by name. */
    public List<Testnet> testnets() {
        return ask(
                "list Testnets in " + namespace,
                () -> client.resources(Testnet.class)
                        .inNamespace(namespace)
                        .list()
                        .getItems());
    }

    /** The testnets of all namespaces. */
    public List<Testnet> testnetsEverywhere() {
        return ask(
                "list Testnets in all namespaces",
                () -> client.resources(Testnet.class).inAnyNamespace().list().getItems());
    }

    /** A testnet of the namespace, whether it exists or not. */
    public ClusterTestnet named(String name) {
        return new ClusterTestnet(this, name);
    }

    public String namespace() {
        return namespace;
    }

    /** How the command is called to mean this namespace again. */
    public String command() {
        return command;
    }

    /** Where it is, for people: server, context, namespace. */
    public String where() {
        return "namespace " + namespace + " of " + rejections.server() + ", " + rejections.context();
    }

    KubernetesClient client() {
        return client;
    }

    Clock clock() {
        return clock;
    }

    /** The same cluster, seen from another namespace. */
    Cluster in(String other) {
        return other.equals(namespace) ? this : new Cluster(client, other, rejections.context(), command, clock);
    }

    /** Asks the API server; what it refuses is told in words. */
    <T> T ask(String deed, Supplier<T> question) {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            throw rejections.of(e, deed);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
