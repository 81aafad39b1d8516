package dev.flowbed.blueprint;

import dev.flowbed.alephium.amount.HashRate;
import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.crds.minerpool.GpuMining;
import dev.flowbed.crds.minerpool.GpuMining.GpuBackend;
import dev.flowbed.crds.minerpool.OtherMiner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line of a pool's miners. */
final class MinerCommand {
    private static final List<String> JAVA_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-Xmx48m",
            "-Xss512k",
            "-XX:ReservedCodeCacheSize=24m",
            "-XX:+ExitOnOutOfMemoryError");
    /** What lets the miner hash several nonces at once. */
    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    private static final String THREADS = "{threads}";

    private final Pool pool;
    private final MinerPlacement place;
    private final List<String> cliques;
    private final List<String> command = new ArrayList<>();

    /**
     * @param cliques the miner APIs of each clique; the position of an address is its broker's
     */
    MinerCommand(Pool pool, MinerPlacement place, List<String> cliques) {
        this.pool = pool;
        this.place = place;
        this.cliques = cliques;
    }

    /**
     * The whole command line.
     *
     * @param firstGpu the first of the machine's GPUs that is this miner's, where it sees those of others too
     */
    List<String> line(int firstGpu) {
        OtherMiner another = pool.spec().miner();
        java(another == null ? place.program() : place.inAnothersImage(), another == null && usesVectors());
        if (another != null) {
            add("wrap");
        }
        cliques.forEach(clique -> add("--clique", clique));
        GpuMining gpu = pool.spec().gpu();
        if (another == null && gpu == null) {
            add("--threads", Integer.toString(pool.threads()));
        } else if (another == null && gpu != null) {
            add("--backend", backend(gpu));
            if (place.seesAllGpus()) {
                add("--devices", range(firstGpu, gpu.count(), "-"));
            }
        }
        String cap = pool.spec().maxHashrate();
        if (cap != null) {
            add("--max-hashrate", cap);
        }
        add("--metrics-address", new HostPort(place.bindHost(), place.metricsPort()).toString());
        if (another != null) {
            add("--");
            another.commandLine().forEach(word -> add(word.replace(THREADS, Integer.toString(pool.threads()))));
        }
        return List.copyOf(command);
    }

    /** GPUs as the miner's {@code --devices} takes them: 2, 2-3. */
    private static String range(int first, int count, String to) {
        return count == 1 ? Integer.toString(first) : first + to + (first + count - 1);
    }

    private void java(JavaProgram program, boolean vectors) {
        add(program.java());
        command.addAll(JAVA_OPTIONS);
        if (vectors) {
            add(VECTORS);
        }
        command.addAll(program.options());
        add("-jar", program.jar());
    }

    private boolean usesVectors() {
        String cap = pool.spec().maxHashrate();
        boolean fast = cap == null || HashRate.parse(cap).hertz() > HashRate.PLAIN_THREAD.hertz() * pool.threads();
        return pool.spec().gpu() == null && fast;
    }

    private static String backend(@Nullable GpuMining gpu) {
        GpuBackend wish = gpu == null ? GpuBackend.AUTO : gpu.backend();
        return switch (wish) {
            case AUTO -> "gpu";
            case CUDA -> "cuda";
            case OPENCL -> "opencl";
        };
    }

    private void add(String... words) {
        command.addAll(List.of(words));
    }
}
