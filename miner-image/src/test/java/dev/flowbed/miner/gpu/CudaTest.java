package dev.flowbed.miner.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import dev.flowbed.miner.hash.EngineUnavailableException;
import dev.flowbed.miner.hash.HashEngine;
import dev.flowbed.miner.hash.NoDeviceException;
import dev.flowbed.miner.hash.ScalarEngine;
import dev.flowbed.miner.hash.Work;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The way to CUDA's driver, against a driver of the test's own that runs the kernel's source on the CPU. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CudaTest {
    private static final Path SOURCES = Path.of("src/main/resources/dev/flowbed/miner/gpu");
    private static final Path DRIVER = Path.of("src/test/resources/dev/flowbed/miner/gpu/cuda-driver.c");

    private final Random random = new Random(12);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Path library = Path.of("");

    @BeforeAll
    void compileTheDriver(@TempDir Path folder) throws IOException, InterruptedException {
        library = folder.resolve("libcuda.so.1");
        try {
            Process compiler = new ProcessBuilder(
                            "cc",
                            "-shared",
                            "-fPIC",
                            "-O1",
                            "-DBLOCKS=6",
                            "-DLAST_BYTES=6",
                            "-I" + SOURCES,
                            "-o" + library,
                            DRIVER.toString())
                    .inheritIO()
                    .start();
            assertThat(compiler.waitFor()).describedAs("cc's answer").isZero();
        } catch (IOException e) {
            assumeThat(e)
                    .describedAs("SKIPPED: no C compiler (cc) to make the test's CUDA driver with")
                    .isNull();
        }
    }

    @BeforeEach
    void forget() {
        told.clear();
    }

    private CudaDriver driver() {
        return new CudaDriver(
                new CudaPrograms(KernelSource.own()), () -> Native.load(library.toString(), CudaApi.class));
    }

    @Test
    void minesOnTheSelectedOnesOfSeveralCards() throws NoDeviceException {
        Gpus gpus = Gpus.open(List.of(driver()), DeviceSelection.parse("1"), false, told::add);
        assertThat(told)
                .containsExactly(
                        "cuda-1: Card of the test 1, capability 9.0, 132 multiprocessors, 1980 MHz, driver for CUDA 12.4");
        assertThat(gpus.engines()).hasSize(2);
        HashEngine lane = gpus.engines().get(1);
        for (int round = 0; round < 40; round++) {
            Work work = new Work(bytes(302), Work.targetBytes(BigInteger.ONE.shiftLeft(246)), round % 16, 16);
            byte[] prefix = bytes(Work.PREFIX_LENGTH);
            long first = (1L << 32) - random.nextInt(4000);
            assertThat(lane.search(work, prefix, first, 4096))
                    .isEqualTo(new ScalarEngine().search(work, prefix, first, 4096));
        }
    }

    @Test
    void makesALostCardAnewWhileTheOtherMinesOn() throws NoDeviceException {
        Gpus gpus = Gpus.open(List.of(driver()), DeviceSelection.ALL, false, told::add);
        Work work = new Work(bytes(302), new byte[32], 0, 1);
        byte[] prefix = bytes(Work.PREFIX_LENGTH);
        HashEngine lost = gpus.engines().get(0);
        HashEngine other = gpus.engines().get(2);
        NativeLibrary.getInstance(library.toString()).getFunction("lose_device").invokeVoid(new Object[0]);
        assertThatThrownBy(() -> lost.search(work, prefix, 0, 10)).isInstanceOf(EngineUnavailableException.class);
        assertThat(told)
                .last()
                .asString()
                .contains("cuda-0 failed: ", "700, CUDA_ERROR_ILLEGAL_ADDRESS", "other devices mine on");
        assertThat(other.search(work, prefix, 0, 10)).isEqualTo(HashEngine.NOT_FOUND);
        await().ignoreExceptionsInstanceOf(EngineUnavailableException.class)
                .until(() -> lost.search(work, prefix, 0, 10) == HashEngine.NOT_FOUND);
        assertThat(gpus.devices()).allMatch(device -> device.up());
        assertThat(told).last().isEqualTo("cuda-0 is back");
    }

    @Test
    void saysWhatItLookedForWhereThereIsNoDriver() {
        CudaDriver absent = new CudaDriver(
                new CudaPrograms(KernelSource.own()), () -> Native.load("libcuda-absent.so.1", CudaApi.class));
        assertThatThrownBy(() -> Gpus.open(List.of(absent), DeviceSelection.ALL, false, told::add))
                .isInstanceOf(NoDeviceException.class)
                .hasMessageContaining("no GPU to mine on. cuda: NVIDIA's driver is not here")
                .hasMessageContaining("libcuda-absent.so.1");
    }

    @Test
    void carriesPtxThatWasMadeOfTheSource() throws NoSuchAlgorithmException {
        String ptx = new String(KernelSource.resource(CudaPrograms.PTX), StandardCharsets.US_ASCII);
        byte[] source = KernelSource.own().text().getBytes(StandardCharsets.UTF_8);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(source));
        assertThat(ptx.lines().findFirst())
                .describedAs("run miner-image/kernel/ptx after a change of search.c")
                .hasValue("// Made by miner-image/kernel/ptx of search.c, sha256 " + hash);
    }

    @Test
    void compilesOtherLengthsWithTheRunTimeCompilerWhereItIs() throws GpuException {
        Optional<Nvrtc> nvrtc = Nvrtc.load();
        assumeThat(nvrtc)
                .describedAs("SKIPPED: none of %s is here", Nvrtc.NAMES)
                .isPresent();
        byte[] code = new CudaPrograms(KernelSource.own()).compile(nvrtc.orElseThrow(), KernelShape.of(166), 90);
        assertThat(code).startsWith(0x7f, 'E', 'L', 'F');
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
