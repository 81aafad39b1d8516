package dev.flowbed.miner.benchmark;

import dev.flowbed.miner.gpu.Gpus;
import dev.flowbed.miner.gpu.IntegerPeak;
import dev.flowbed.miner.hash.Device;
import dev.flowbed.miner.hash.HashEngine;
import dev.flowbed.miner.hash.NoDeviceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Measures GPUs, one after the other. */
final class GpuBenchmark {
    private final long nanos;
    private final Consumer<Result> results;

    GpuBenchmark(long nanos, Consumer<Result> results) {
        this.nanos = nanos;
        this.results = results;
    }

    void run(Gpus gpus) throws NoDeviceException, InterruptedException {
        int lanes = gpus.engines().size() / gpus.devices().size();
        for (int i = 0; i < gpus.devices().size(); i++) {
            Device device = gpus.devices().get(i);
            IntegerPeak peak = gpus.peaks().get(i).measure(nanos);
            List<LongSupplier> works = new ArrayList<>();
            for (HashEngine engine : gpus.engines().subList(i * lanes, (i + 1) * lanes)) {
                works.add(Searching.of(engine));
            }
            Load.Measured measured = Load.measure(works, nanos);
            results.accept(new Result(
                    device.label(),
                    device.description(),
                    "kernel",
                    lanes,
                    measured.hertz(),
                    peak.hertz(),
                    peak.how(),
                    measured.pieceSeconds()));
        }
    }
}
