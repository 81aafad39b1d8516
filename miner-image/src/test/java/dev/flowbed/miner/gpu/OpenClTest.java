package dev.flowbed.miner.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.flowbed.miner.hash.HashEngine;
import dev.flowbed.miner.hash.NoDeviceException;
import dev.flowbed.miner.hash.VectorEngine;
import dev.flowbed.miner.hash.Work;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The kernel on whatever OpenCL device there is: PoCL's CPU where there is nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenClTest {
    private static final byte[] EASY = Work.targetBytes(BigInteger.ONE.shiftLeft(252));

    private final Random random = new Random(5);
    private final OpenClDriver driver = new OpenClDriver(KernelSource.own());
    private final HashEngine plain = new VectorEngine();
    private List<GpuInfo> devices = List.of();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<GpuSession> sessions = new ArrayList<>();

    @BeforeAll
    void findDevices() {
        try {
            devices = driver.devices();
            sessions.add(driver.open(devices.get(0)));
        } catch (GpuException e) {
            assumeThat(e)
                    .describedAs("SKIPPED: no OpenCL device to test the kernel on: %s", e.getMessage())
                    .isNull();
        }
    }

    @AfterAll
    void close() {
        sessions.forEach(GpuSession::close);
    }

    private KernelEngine engine() {
        return new KernelEngine(sessions.get(0));
    }

    @Test
    void agreesWithThePlainEngineOnTwoMillionNoncesOfManyHeaders() {
        HashEngine kernel = engine();
        int tries = 1 << 16;
        for (int round = 0; round < 32; round++) {
            Work work = new Work(bytes(302), Work.targetBytes(BigInteger.ONE.shiftLeft(238 + round % 10)), 5, 16);
            byte[] prefix = bytes(Work.PREFIX_LENGTH);
            long first = random.nextLong() >>> 1 + random.nextInt(40);
            assertThat(kernel.search(work, prefix, first, tries)).isEqualTo(plain.search(work, prefix, first, tries));
        }
    }

    @Test
    void agreesOnAnyTargetAndChain() {
        HashEngine kernel = engine();
        for (int round = 0; round < 300; round++) {
            int groups = 1 + random.nextInt(14);
            Work work = new Work(bytes(302), EASY, random.nextInt(groups * groups), groups * groups);
            byte[] prefix = bytes(Work.PREFIX_LENGTH);
            long first = (1L << 32) - random.nextInt(100);
            assertThat(kernel.search(work, prefix, first, 300)).isEqualTo(plain.search(work, prefix, first, 300));
        }
    }

    @Test
    void hashesHeadersOfOtherLengths() {
        Work work = new Work(bytes(142), EASY, 0, 2); // of one group
        byte[] prefix = bytes(Work.PREFIX_LENGTH);
        assertThat(engine().search(work, prefix, 77, 3000)).isEqualTo(plain.search(work, prefix, 77, 3000));
        assertThatThrownBy(() -> engine().search(new Work(bytes(1001), EASY, 0, 1), bytes(16), 0, 1))
                .hasMessageContaining("1025 bytes");
    }

    @Test
    void refusesADeviceThatComputesWrongly() {
        KernelSource wrong = new KernelSource("""
                __kernel void search(__constant uint *job, uint tries, volatile __global uint *found) {
                  if ((job[0] & 1) == (get_global_id(0) & 1)) atomic_min(found, (uint)get_global_id(0));
                }
                __kernel void peak(__constant uint *job, uint tries, volatile __global uint *found) {}
                """);
        OpenClDriver broken = new OpenClDriver(wrong);
        assertThatThrownBy(() -> Gpus.open(List.of(broken), DeviceSelection.ALL, true, told::add))
                .isInstanceOf(NoDeviceException.class)
                .hasMessageContaining("it computes wrongly: it does not find what the plain engine finds");
        assertThat(told).anyMatch(line -> line.startsWith("opencl-0 (") && line.contains("is not mined on"));
    }

    @Test
    void saysWhichBuildProblemADriverHas() throws GpuException {
        OpenClDriver typo = new OpenClDriver(new KernelSource("__kernel void search( {"));
        GpuInfo device = typo.devices().get(0);
        try (GpuSession session = typo.open(device)) {
            assertThatThrownBy(() -> session.queue(KernelShape.USUAL))
                    .hasMessageContaining("the driver cannot compile the kernel")
                    .hasMessageContaining("error");
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
