package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.Labels;
import dev.flowbed.blueprint.MinerWorkload;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.observer.NodeView;
import dev.flowbed.observer.Picture;
import dev.flowbed.observer.Watched;
import dev.flowbed.observer.WatchedMiner;
import dev.flowbed.observer.WatchedNode;
import dev.flowbed.operator.place.ClusterPlacement;
import dev.flowbed.operator.testnet.NodeStand.Unit;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the cluster holds of one Testnet, read off its pods and StatefulSets. Pure.
 *
 * @param nodePods pods of full nodes, by node
 * @param sets StatefulSets, by node
 * @param minerPods pods of miners, by pool, in the order of their names
 */
public record World(Map<String, Pod> nodePods, Map<String, StatefulSet> sets, Map<String, List<Pod>> minerPods) {
    /** Where nothing listens: a process without a pod is asked there, and refuses at once. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private static final String REVISION = "controller-revision-hash";

    /** Sorts what was found by the nodes and pools that it belongs to. */
    public static World of(Collection<Pod> pods, Collection<StatefulSet> sets) {
        Map<String, Pod> nodePods = new TreeMap<>();
        Map<String, List<Pod>> minerPods = new TreeMap<>();
        for (Pod pod : pods) {
            Labels.of(pod, Labels.NODE).ifPresent(node -> nodePods.put(node, pod));
            Labels.of(pod, Labels.POOL)
                    .ifPresent(pool -> minerPods
                            .computeIfAbsent(pool, key -> new ArrayList<>())
                            .add(pod));
        }
        minerPods
                .values()
                .forEach(all -> all.sort(
                        Comparator.comparing((Pod pod) -> pod.getMetadata().getName())));
        Map<String, StatefulSet> byNode = new TreeMap<>();
        sets.forEach(set -> Labels.of(set, Labels.NODE).ifPresent(node -> byNode.put(node, set)));
        return new World(nodePods, byNode, minerPods);
    }

    /** What is restarted together with a node. */
    public static Unit unit(Blueprint blueprint, NodeWorkload node) {
        List<NodeWorkload> extras = blueprint.nodes().stream()
                .filter(other -> other.identity().isExtra())
                .toList();
        int cliques = blueprint.nodes().stream()
                .mapToInt(other -> 1 + other.identity().clique().orElse(-1))
                .max()
                .orElse(0);
        return node.identity().isExtra()
                ? Unit.extra(cliques + extras.indexOf(node), node.name())
                : Unit.clique(node.identity().clique().getAsInt());
    }

    /**
     * How each node stands.
     *
     * @param nodes the resources of the nodes
     * @param hibernated whether all are stopped on purpose
     */
    public List<NodeStand> stands(
            Blueprint blueprint, List<FullNode> nodes, boolean hibernated, Optional<Picture> picture) {
        return blueprint.nodes().stream()
                .map(node -> stand(blueprint, node, hibernated || isInMaintenance(nodes, node.name()), picture))
                .toList();
    }

    private NodeStand stand(Blueprint blueprint, NodeWorkload node, boolean stopped, Optional<Picture> picture) {
        Optional<Pod> pod = livePod(node.name());
        Optional<StatefulSet> set = Optional.ofNullable(sets.get(node.name()));
        boolean outdated = pod.isPresent()
                && set.filter(found -> isOutdated(found, pod.get())).isPresent();
        return new NodeStand(
                node.name(),
                unit(blueprint, node),
                pod.map(found -> found.getMetadata().getName()),
                outdated,
                set.filter(World::isObserved).isPresent(),
                pod.flatMap(World::runningSince).isPresent(),
                pod.flatMap(World::runningSince).orElse(Instant.EPOCH),
                pod.flatMap(found -> seen(node.name(), found, picture))
                        .filter(view -> view.reachable() && view.cliqueFormed())
                        .isPresent(),
                pod.filter(World::isReady)
                        .flatMap(found -> seen(node.name(), found, picture))
                        .filter(NodeView::isReady)
                        .isPresent(),
                stopped);
    }

    /** What the observer shall look at: pods by their own addresses, which are true at once, as names are not. */
    public Watched addressed(Watched watched, Blueprint blueprint) {
        List<WatchedNode> nodes = watched.nodes().stream()
                .map(node -> new WatchedNode(
                        node.name(),
                        node.clique(),
                        node.broker(),
                        node.brokers(),
                        livePod(node.name())
                                .flatMap(pod -> address(pod, ClusterPlacement.REST, ""))
                                .orElse(NOWHERE),
                        node.apiKey()))
                .toList();
        List<WatchedMiner> miners = blueprint.miners().stream()
                .map(miner -> new WatchedMiner(
                        miner.name(),
                        minerPod(miner)
                                .flatMap(pod -> address(pod, ClusterPlacement.MINER_METRICS, "/metrics"))
                                .orElse(NOWHERE)))
                .toList();
        return new Watched(watched.testnet(), watched.groups(), watched.blockTargetTime(), nodes, miners);
    }

    /** The pod of one of a pool's miners. */
    public Optional<Pod> minerPod(MinerWorkload miner) {
        List<Pod> pods = minerPods.getOrDefault(miner.identity().pool(), List.of()).stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null && !hasEnded(pod))
                .toList();
        int replica = miner.identity().replica();
        return replica < pods.size() ? Optional.of(pods.get(replica)) : Optional.empty();
    }

    /** Evicted pods stay until somebody deletes them; their places are filled by others. */
    private static boolean hasEnded(Pod pod) {
        return pod.getStatus() != null && "Failed".equals(pod.getStatus().getPhase());
    }

    /** The pod of a node that is not on its way out. */
    public Optional<Pod> livePod(String node) {
        return Optional.ofNullable(nodePods.get(node))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null);
    }

    /** Whether any process of the Testnet's nodes has a pod with an address, so that there is something to look at. */
    public boolean isAnythingUp() {
        return nodePods.values().stream()
                .anyMatch(pod -> pod.getStatus() != null && pod.getStatus().getPodIP() != null);
    }

    /** The names of the pods, of nodes and miners, that the cluster calls ready. */
    public Set<String> ready() {
        return Stream.concat(
                        nodePods.values().stream(), minerPods.values().stream().flatMap(List::stream))
                .filter(World::isReady)
                .map(pod -> pod.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    /** Which revision of each node is wanted: it changes when a change has reached a StatefulSet. */
    public Map<String, String> revisions() {
        Map<String, String> revisions = new TreeMap<>();
        sets.forEach((node, set) -> revisions.put(
                node,
                set.getMetadata().getGeneration() + " "
                        + (set.getStatus() == null ? "" : set.getStatus().getUpdateRevision())));
        return revisions;
    }

    static boolean isInMaintenance(List<FullNode> nodes, String name) {
        return nodes.stream()
                .anyMatch(node -> node.getMetadata().getName().equals(name)
                        && node.getSpec().maintenance());
    }

    private static boolean isObserved(StatefulSet set) {
        return set.getStatus() != null
                && Objects.equals(
                        set.getStatus().getObservedGeneration(),
                        set.getMetadata().getGeneration());
    }

    private static boolean isOutdated(StatefulSet set, Pod pod) {
        String wanted = set.getStatus() == null ? null : set.getStatus().getUpdateRevision();
        return wanted != null && !Labels.of(pod, REVISION).equals(Optional.of(wanted));
    }

    /** A look from before the pod was there tells of its predecessor. */
    private static Optional<NodeView> seen(String node, Pod pod, Optional<Picture> picture) {
        URI address = address(pod, ClusterPlacement.REST, "").orElse(NOWHERE);
        return picture.flatMap(seen -> seen.node(node))
                .filter(view -> view.node().rest().equals(address));
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                condition.getType().equals("Ready") && "True".equals(condition.getStatus()));
    }

    /** Since when the pod's process runs. */
    static Optional<Instant> runningSince(Pod pod) {
        return containers(pod).stream()
                .filter(container ->
                        container.getState() != null && container.getState().getRunning() != null)
                .map(container -> container.getState().getRunning().getStartedAt())
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .findFirst();
    }

    /** How often the pod's process was started again. */
    static int restarts(Pod pod) {
        return containers(pod).stream()
                .mapToInt(container -> container.getRestartCount() == null ? 0 : container.getRestartCount())
                .sum();
    }

    private static List<ContainerStatus> containers(Pod pod) {
        return pod.getStatus() == null ? List.of() : pod.getStatus().getContainerStatuses();
    }

    private static Optional<URI> address(Pod pod, int port, String path) {
        String ip = pod.getStatus() == null ? null : pod.getStatus().getPodIP();
        if (ip == null || ip.isEmpty()) {
            return Optional.empty();
        }
        String host = ip.contains(":") ? "[" + ip + "]" : ip;
        return Optional.of(URI.create("http://" + host + ":" + port + path));
    }
}
