package dev.flowbed.blueprint;

import dev.flowbed.alephium.amount.HashRate;
import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.blueprint.Port.Audience;
import dev.flowbed.blueprint.Port.Protocol;
import dev.flowbed.crds.Resources;
import dev.flowbed.crds.Scheduling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Makes the miner processes of a Testnet. */
final class MinerWorkloads {
    private static final String USUAL_IMAGE = "flowbed/miner:latest";
    private static final List<String> JAVA_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-Xmx48m",
            "-Xss512k",
            "-XX:ReservedCodeCacheSize=24m",
            "-XX:+ExitOnOutOfMemoryError");
    /** What lets the miner hash several nonces at once; one of a low cap it would cost only memory and time. */
    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    private static final Duration STOP_GRACE = Duration.ofSeconds(5);
    private static final Resources NO_RESOURCES = new Resources(Map.of(), Map.of());

    private final TestnetResources resources;
    private final Topology topology;
    private final Placement placement;

    MinerWorkloads(TestnetResources resources, Topology topology, Placement placement) {
        this.resources = resources;
        this.topology = topology;
        this.placement = placement;
    }

    List<MinerWorkload> all() {
        Map<String, Pool> pools = Pool.all(resources).stream().collect(Collectors.toMap(Pool::name, pool -> pool));
        List<String> cliques = cliques();
        return topology.miners().stream()
                .map(miner -> workload(miner, Objects.requireNonNull(pools.get(miner.pool())), cliques))
                .toList();
    }

    /** Any miner of a pool: they are all alike. */
    MinerWorkload any(Pool pool) {
        return workload(new MinerIdentity(pool.name() + "-0", pool.name(), 0), pool, cliques());
    }

    /** The miner APIs of each clique; the position of an address is its broker's. */
    private List<String> cliques() {
        int cliques = resources.testnet().getSpec().cliques();
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < cliques; i++) {
            int clique = i;
            addresses.add(topology.nodes().stream()
                    .filter(node -> !node.isExtra() && node.clique().getAsInt() == clique)
                    .map(node -> placement.node(node).addresses().minerApi())
                    .collect(Collectors.joining(",")));
        }
        return addresses;
    }

    private MinerWorkload workload(MinerIdentity miner, Pool pool, List<String> cliques) {
        MinerPlacement place = placement.miner(miner);
        List<String> command = new ArrayList<>();
        command.add(place.program().java());
        command.addAll(JAVA_OPTIONS);
        if (pool.maxHashrate() == null
                || HashRate.parse(pool.maxHashrate()).hertz() > HashRate.PLAIN_THREAD.hertz() * pool.threads()) {
            command.add(VECTORS);
        }
        command.addAll(place.program().options());
        command.add("-jar");
        command.add(place.program().jar());
        for (String clique : cliques) {
            command.add("--clique");
            command.add(clique);
        }
        command.add("--threads");
        command.add(Integer.toString(pool.threads()));
        if (pool.maxHashrate() != null) {
            command.add("--max-hashrate");
            command.add(pool.maxHashrate());
        }
        command.add("--metrics-address");
        command.add(new HostPort(place.bindHost(), place.metricsPort()).toString());
        return new MinerWorkload(
                miner,
                pool.image() == null ? USUAL_IMAGE : pool.image(),
                List.copyOf(command),
                place.program().environment(),
                List.of(new Port("metrics", place.metricsPort(), Protocol.TCP, Audience.MONITORING)),
                "http://" + new HostPort(place.host(), place.metricsPort()) + "/metrics",
                pool.resources() == null ? NO_RESOURCES : pool.resources(),
                pool.scheduling() == null ? Scheduling.anywhere() : pool.scheduling(),
                miner.name(),
                1,
                STOP_GRACE);
    }
}
