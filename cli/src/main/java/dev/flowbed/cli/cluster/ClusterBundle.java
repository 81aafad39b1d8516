package dev.flowbed.cli.cluster;

import dev.flowbed.alephium.rest.RestClient;
import dev.flowbed.alephium.rest.RestException;
import dev.flowbed.blueprint.Labels;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.cli.bundle.Redaction;
import dev.flowbed.cli.bundle.TarGz;
import dev.flowbed.cli.status.StatusText;
import dev.flowbed.cli.terminal.Terminal;
import dev.flowbed.status.StatusReport;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Packs all evidence of a testnet in a cluster. Secrets are read for one thing only: to take what they hold out of the rest.
 * What this user may not read is left out, and said.
 */
public final class ClusterBundle {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_LOG_LINES = 50_000;
    private static final int MINER_METRICS = 9400;

    /** What a Testnet is made of, beside the kinds of Flowbed and its pods. Never Secrets. */
    private static final List<Class<? extends HasMetadata>> CHILDREN = List.of(
            StatefulSet.class,
            Deployment.class,
            Service.class,
            ConfigMap.class,
            PersistentVolumeClaim.class,
            NetworkPolicy.class,
            Ingress.class);

    private final ClusterTestnet testnet;
    private final Cluster cluster;
    private final List<String> missing = new ArrayList<>();

    public ClusterBundle(ClusterTestnet testnet) {
        this.testnet = testnet;
        this.cluster = testnet.cluster();
    }

    /**
     * Writes the archive.
     *
     * @return how many files are in it
     */
    public int write(Path target) throws IOException {
        Instant now = cluster.clock().instant();
        Snapshot seen = testnet.snapshot();
        ClusterNodes nodes = new ClusterNodes(
                cluster, seen, new TestnetResources(seen.testnet(), seen.shards(), seen.nodes(), seen.pools()));
        Redaction redaction = new Redaction(secrets(nodes));
        try (TarGz tar = new TarGz(target, now)) {
            Packer packer = (path, text) ->
                    tar.add(testnet.name() + "/" + path, redaction.apply(text).getBytes(StandardCharsets.UTF_8));
            StatusReport report = seen.report(now);
            packer.add("versions.txt", versions());
            packer.add(
                    "status.txt",
                    String.join(
                                    "\n",
                                    new StatusText(Terminal.PLAIN, now)
                                            .lines(testnet.headline(report, Terminal.PLAIN), report))
                            + "\n");
            resources(seen, packer);
            packer.add("events.txt", events(seen));
            logs(seen, packer);
            metrics(seen, nodes, packer);
            if (!missing.isEmpty()) {
                packer.add("missing.txt", String.join("\n", missing) + "\n");
            }
            return tar.entries();
        }
    }

    @FunctionalInterface
    private interface Packer {
        void add(String path, String text) throws IOException;
    }

    /** Runs what needs a permission that this user may lack. */
    private <T> Optional<T> allowed(Supplier<T> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (ClusterFailure e) {
            missing.add(e.getMessage());
            return Optional.empty();
        }
    }

    private List<String> secrets(ClusterNodes nodes) {
        return allowed(nodes::apiKey).flatMap(key -> key).map(List::of).orElse(List.of());
    }

    private String versions() {
        String flowbed = ClusterBundle.class.getPackage().getImplementationVersion();
        String kubernetes = allowed(() -> cluster.ask(
                        "read the cluster's version",
                        () -> cluster.client().getKubernetesVersion().getGitVersion()))
                .orElse("unknown");
        return "flowbed " + (flowbed == null ? "unknown" : flowbed) + "\njava " + Runtime.version() + "\nkubernetes "
                + kubernetes + "\ncluster " + cluster.where() + "\n";
    }

    private void resources(Snapshot seen, Packer packer) throws IOException {
        for (HasMetadata resource : seen.resources()) {
            yaml(resource, packer);
        }
        for (Pod pod : seen.pods()) {
            yaml(pod, packer);
        }
        for (Class<? extends HasMetadata> kind : CHILDREN) {
            for (HasMetadata child : children(kind)) {
                yaml(child, packer);
            }
        }
    }

    private <T extends HasMetadata> List<T> children(Class<T> kind) {
        return allowed(() -> cluster.ask(
                        "list " + kind.getSimpleName() + "s",
                        () -> cluster.client()
                                .resources(kind)
                                .inNamespace(cluster.namespace())
                                .withLabel(Labels.TESTNET, testnet.name())
                                .list()
                                .getItems()))
                .orElse(List.of());
    }

    private void yaml(HasMetadata resource, Packer packer) throws IOException {
        resource.getMetadata().setManagedFields(null);
        packer.add(
                "resources/" + resource.getKind().toLowerCase(Locale.ROOT) + "-"
                        + resource.getMetadata().getName() + ".yaml",
                cluster.client().getKubernetesSerialization().asYaml(resource));
    }

    /** Events of what belongs to the Testnet, oldest first. */
    private String events(Snapshot seen) {
        List<Event> all = allowed(() -> cluster.ask(
                        "list Events in " + cluster.namespace(),
                        () -> cluster.client()
                                .v1()
                                .events()
                                .inNamespace(cluster.namespace())
                                .list()
                                .getItems()))
                .orElse(List.of());
        Set<String> names = Stream.concat(
                        seen.resources().stream(), seen.pods().stream().map(HasMetadata.class::cast))
                .map(resource -> resource.getMetadata().getName())
                .collect(Collectors.toSet());
        return all.stream()
                .filter(event -> {
                    String about = String.valueOf(event.getInvolvedObject().getName());
                    return names.contains(about) || about.startsWith(testnet.name() + "-");
                })
                .sorted(Comparator.comparing(ClusterBundle::time))
                .map(event -> time(event) + " " + event.getType() + " "
                        + event.getInvolvedObject().getKind() + "/"
                        + event.getInvolvedObject().getName() + " " + event.getReason()
                        + (event.getCount() != null && event.getCount() > 1 ? " x" + event.getCount() : "") + ": "
                        + event.getMessage() + "\n")
                .collect(Collectors.joining());
    }

    private static String time(Event event) {
        if (event.getLastTimestamp() != null) {
            return event.getLastTimestamp();
        }
        return event.getEventTime() != null
                ? event.getEventTime().getTime()
                : Objects.requireNonNullElse(event.getMetadata().getCreationTimestamp(), "-");
    }

    private void logs(Snapshot seen, Packer packer) throws IOException {
        for (Pod pod : seen.pods()) {
            logs(pod, ClusterLogs.name(pod), packer);
        }
        List<Pod> operators = allowed(() -> new OperatorPods(cluster).all()).orElse(List.of());
        for (Pod pod : operators) {
            String name = ClusterLogs.OPERATOR + "/" + pod.getMetadata().getName();
            if (!logs(pod, name, packer)) {
                missing.add("log of the operator's pod " + pod.getMetadata().getName() + " in namespace "
                        + pod.getMetadata().getNamespace() + ": this user may not read it, or there is none");
            }
        }
    }

    /** Packs what a pod's container wrote and what the one before it wrote; whether there was any. */
    private boolean logs(Pod pod, String name, Packer packer) throws IOException {
        ClusterLogs logs = new ClusterLogs(testnet);
        Optional<String> before = logs.all(pod, true, MOST_LOG_LINES);
        if (before.isPresent()) {
            packer.add("logs/" + name + ".before.log", before.get());
        }
        Optional<String> now = logs.all(pod, false, MOST_LOG_LINES);
        if (now.isPresent()) {
            packer.add("logs/" + name + ".log", now.get());
        }
        return now.isPresent();
    }

    private void metrics(Snapshot seen, ClusterNodes nodes, Packer packer) throws IOException {
        RestClient rest = new RestClient(PATIENCE, PATIENCE);
        for (Pod pod : seen.pods()) {
            if (pod.getStatus() == null || !"Running".equals(pod.getStatus().getPhase())) {
                continue;
            }
            boolean miner = Labels.of(pod, Labels.POOL).isPresent();
            try {
                URI address = miner
                        ? nodes.forward(pod, ClusterNodes.port(pod, "metrics", MINER_METRICS))
                        : nodes.address(pod);
                packer.add(
                        "metrics/" + ClusterLogs.name(pod) + ".txt",
                        RestClient.await(rest.text(address.resolve("/metrics"))));
            } catch (RestException | ClusterFailure e) {
                missing.add("metrics of " + ClusterLogs.name(pod) + ": " + e.getMessage());
            }
        }
    }
}
