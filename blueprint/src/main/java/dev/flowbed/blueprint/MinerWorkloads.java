package dev.flowbed.blueprint;

import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.blueprint.Port.Audience;
import dev.flowbed.blueprint.Port.Protocol;
import dev.flowbed.crds.Resources;
import dev.flowbed.crds.Scheduling;
import dev.flowbed.crds.minerpool.GpuMining;
import dev.flowbed.crds.minerpool.MinerPoolSpec;
import dev.flowbed.crds.minerpool.Scavenge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes the miner processes of a Testnet. */
final class MinerWorkloads {
    private static final String USUAL_IMAGE = "flowbed/miner:latest";
    private static final String USUAL_GPU = "nvidia.com/gpu";
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
        MinerPoolSpec spec = pool.spec();
        Optional<GpuMining> gpu = Optional.ofNullable(spec.gpu()).map(MinerWorkloads::withResource);
        boolean another = spec.miner() != null;
        int firstGpu = gpu.isEmpty() ? 0 : firstGpu(miner);
        JavaProgram program = another ? place.inAnothersImage() : place.program();
        Map<String, String> environment = new TreeMap<>(program.environment());
        if (another && gpu.isPresent() && place.seesAllGpus()) {
            environment.put("CUDA_VISIBLE_DEVICES", numbers(firstGpu, gpu.get().count()));
        }
        return new MinerWorkload(
                miner,
                spec.image() == null ? USUAL_IMAGE : spec.image(),
                new MinerCommand(pool, place, cliques).line(firstGpu),
                environment,
                List.of(new Port("metrics", place.metricsPort(), Protocol.TCP, Audience.MONITORING)),
                "http://" + new HostPort(place.host(), place.metricsPort()) + "/metrics",
                spec.resources() == null ? NO_RESOURCES : spec.resources(),
                scheduling(spec, gpu),
                gpu,
                Optional.ofNullable(spec.scavenge()),
                another,
                miner.name(),
                1,
                spec.scavenge() == null
                        ? STOP_GRACE
                        : Duration.ofSeconds(spec.scavenge().terminationGracePeriodSeconds()));
    }

    private static GpuMining withResource(GpuMining gpu) {
        return gpu.resourceName() != null || gpu.claim() != null
                ? gpu
                : new GpuMining(
                        USUAL_GPU, gpu.count(), gpu.backend(), null, gpu.runtimeClassName(), gpu.supplementalGroups());
    }

    private static Scheduling scheduling(MinerPoolSpec spec, Optional<GpuMining> gpu) {
        Scheduling asked = spec.scheduling() == null ? Scheduling.anywhere() : spec.scheduling();
        Scavenge scavenge = spec.scavenge();
        return new Scheduling(
                asked.nodeSelector(),
                asked.matchExpressions(),
                gpu.map(its -> GpuTaints.tolerations(its, asked.tolerations())).orElse(asked.tolerations()),
                scavenge == null ? asked.priorityClassName() : scavenge.priorityClassName());
    }

    /** Counts the GPUs of the miners before one, pool by pool. */
    private int firstGpu(MinerIdentity miner) {
        int gpus = 0;
        for (Pool pool : Pool.all(resources)) {
            GpuMining gpu = pool.spec().gpu();
            int each = gpu == null ? 0 : gpu.count();
            if (pool.name().equals(miner.pool())) {
                return gpus + miner.replica() * each;
            }
            gpus += pool.replicas() * each;
        }
        return 0;
    }

    private static String numbers(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
