package dev.flowbed.miner.benchmark;

import dev.flowbed.miner.hash.HashEngine;
import dev.flowbed.miner.hash.ScalarEngine;
import dev.flowbed.miner.hash.VectorEngine;
import dev.flowbed.miner.hash.VectorUnits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Measures the CPU's engines, on one core and on all, and what its vector units allow. */
final class CpuBenchmark {
    /** Compressions in a try: six blocks of the header, and one of the second hash. */
    private static final int COMPRESSIONS = 7;

    private static final int MIXES = 56;
    private static final int TURNS = 20_000;

    private final long nanos;
    private final Consumer<Result> results;

    /** Measures each for some time, and hands over each result as it is known. */
    CpuBenchmark(long nanos, Consumer<Result> results) {
        this.nanos = nanos;
        this.results = results;
    }

    void run() throws InterruptedException {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        int cores = Runtime.getRuntime().availableProcessors();
        String description = description();
        for (int threads : cores == 1 ? List.of(1) : List.of(1, cores)) {
            double mixes = vectors ? mixesASecond(threads) : 0;
            double bound = mixes / (COMPRESSIONS * MIXES);
            String how = vectors
                    ? how(mixes)
                    : "not known: this Java was started without --add-modules jdk.incubator.vector";
            if (vectors) {
                measure(VectorEngine::new, threads, bound, how, description);
            }
            measure(ScalarEngine::new, threads, bound, how, description);
        }
    }

    private static String how(double mixes) {
        double operations = mixes * VectorUnits.OPERATIONS_A_MIX;
        return String.format(
                Locale.ROOT,
                "measured: %.1f billion 32-bit additions, xors and rotations a second in vectors of %d, kept in registers, in Blake3's"
                        + " mix, as this JVM compiles them; %d mixing functions of %d operations a try",
                operations / 1e9,
                VectorEngine.lanes(),
                COMPRESSIONS * MIXES,
                VectorUnits.OPERATIONS_A_MIX);
    }

    private double mixesASecond(int threads) throws InterruptedException {
        List<LongSupplier> works = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int[] seed = {i};
            works.add(() -> {
                seed[0] = VectorUnits.run(seed[0], TURNS);
                return (long) TURNS * VectorUnits.mixesATurn();
            });
        }
        return Load.measure(works, nanos).hertz();
    }

    private void measure(Supplier<HashEngine> engines, int threads, double bound, String how, String description)
            throws InterruptedException {
        List<LongSupplier> works = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            works.add(Searching.of(engines.get()));
        }
        Load.Measured measured = Load.measure(works, nanos);
        results.accept(new Result(
                "cpu",
                description,
                engines.get().name(),
                threads,
                measured.hertz(),
                bound,
                how,
                measured.pieceSeconds()));
    }

    private static String description() {
        String model = System.getProperty("os.arch");
        try {
            model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(model);
        } catch (IOException e) {
            model += " (no /proc/cpuinfo)";
        }
        return model + ", " + Runtime.getRuntime().availableProcessors() + " processors, Java "
                + System.getProperty("java.version");
    }
}
