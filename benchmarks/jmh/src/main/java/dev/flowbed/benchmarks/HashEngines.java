package dev.flowbed.benchmarks;

import dev.flowbed.miner.hash.HashEngine;
import dev.flowbed.miner.hash.ScalarEngine;
import dev.flowbed.miner.hash.VectorEngine;
import dev.flowbed.miner.hash.Work;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The CPU's engines on a header of a network of four groups: tried nonces a second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class HashEngines {
    private static final int TRIES = 16_384;

    /** Which engine. */
    @Param({"scalar", "vector"})
    private String engine = "";

    private final Work work = new Work(bytes(302), new byte[Work.HASH_LENGTH], 5, 16);
    private final byte[] prefix = bytes(Work.PREFIX_LENGTH);
    private HashEngine own = new ScalarEngine();
    private long counter;

    /** Makes the engine. */
    @Setup
    public void make() {
        own = engine.equals("vector") ? new VectorEngine() : new ScalarEngine();
    }

    /** A batch that finds nothing. */
    @Benchmark
    @OperationsPerInvocation(TRIES)
    public long search() {
        counter += TRIES;
        return own.search(work, prefix, counter, TRIES);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
