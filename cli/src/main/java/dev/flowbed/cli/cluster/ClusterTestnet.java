package dev.flowbed.cli.cluster;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.cli.cluster.ClusterFailure.Kind;
import dev.flowbed.cli.follow.Moments;
import dev.flowbed.cli.terminal.Terminal;
import dev.flowbed.cli.view.NodeAccess;
import dev.flowbed.cli.view.ProcessLogs;
import dev.flowbed.cli.view.TestnetView;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.TestnetRef;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.status.StatusReport;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A testnet of a cluster as commands see it. */
public final class ClusterTestnet implements TestnetView {
    private final Cluster cluster;
    private final String name;

    ClusterTestnet(Cluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    Cluster cluster() {
        return cluster;
    }

    /** The Testnet; empty when there is none. */
    Optional<Testnet> resource() {
        return cluster.ask(
                "read Testnet " + name,
                () -> Optional.ofNullable(cluster.client()
                        .resources(Testnet.class)
                        .inNamespace(cluster.namespace())
                        .withName(name)
                        .get()));
    }

    /** The Testnet with all that belongs to it. */
    Snapshot snapshot() {
        Testnet testnet = resource()
                .orElseThrow(() ->
                        new ClusterFailure(Kind.NOT_FOUND, "there is no testnet " + name + " in " + cluster.where()));
        return new Snapshot(
                testnet,
                about(Shard.class, shard -> shard.getSpec().testnetRef()),
                about(FullNode.class, node -> node.getSpec().testnetRef()),
                about(MinerPool.class, pool -> pool.getSpec().testnetRef()),
                pods());
    }

    /** What refers to the Testnet. */
    <T extends CustomResource<?, ?>> List<T> about(Class<T> type, Function<T, TestnetRef> reference) {
        return cluster
                .ask(
                        "list " + type.getSimpleName() + "s in " + cluster.namespace(),
                        () -> cluster.client()
                                .resources(type)
                                .inNamespace(cluster.namespace())
                                .list()
                                .getItems())
                .stream()
                .filter(resource -> reference.apply(resource).name().equals(name))
                .sorted(Comparator.comparing(resource -> resource.getMetadata().getName()))
                .toList();
    }

    /** The pods of its nodes and miners. */
    List<Pod> pods() {
        return cluster
                .ask(
                        "list pods in " + cluster.namespace(),
                        () -> cluster.client()
                                .pods()
                                .inNamespace(cluster.namespace())
                                .withLabel(Labels.TESTNET, name)
                                .list()
                                .getItems())
                .stream()
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    @Override
    public StatusReport report() {
        return snapshot().report(cluster.clock().instant());
    }

    @Override
    public String headline(StatusReport report, Terminal terminal) {
        String shown;
        Optional<Condition> sleeps =
                report.condition("Hibernated").filter(condition -> condition.status() == ConditionStatus.TRUE);
        if (report.testnet().conditions().isEmpty()) {
            shown = terminal.yellow("Not looked at yet") + " (no operator has written a status)";
        } else if (sleeps.isPresent()) {
            shown = terminal.yellow("Stopped") + " (" + sleeps.get().message() + "); `" + cluster.command() + " start "
                    + name + "` brings it back";
        } else {
            shown = report.isReady() ? terminal.green("Ready") : terminal.red("Not ready");
        }
        return terminal.bold(name) + "  " + shown + terminal.faint("  in " + cluster.where());
    }

    @Override
    public List<HasMetadata> resources(StatusReport report) {
        return snapshot().resources();
    }

    @Override
    public Moments moments(Instant since) {
        return new ClusterMoments(this);
    }

    @Override
    public ProcessLogs logs() {
        return new ClusterLogs(this);
    }

    @Override
    public NodeAccess nodes() {
        Snapshot seen = snapshot();
        return new ClusterNodes(
                cluster, seen, new TestnetResources(seen.testnet(), seen.shards(), seen.nodes(), seen.pools()));
    }

    @Override
    public List<String> beside() {
        return reachable()
                ? List.of()
                : List.of(
                        "These names lead there from inside the cluster. From here:",
                        "  kubectl -n " + cluster.namespace() + " port-forward service/" + name + " "
                                + ClusterNodes.REST);
    }

    @Override
    public boolean reachable() {
        return ClusterNodes.isInside();
    }

    @Override
    public String command() {
        return cluster.command();
    }

    @Override
    public String argument() {
        return cluster.testnets().size() == 1 ? "" : name;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
