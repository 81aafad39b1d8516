package dev.flowbed.miner.gpu;

import com.sun.jna.ptr.IntByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** NVIDIA's GPUs, through the library that comes with their driver. */
final class CudaDriver implements GpuDriver {
    /**
     * Capabilities from Volta to Hopper: 64 additions, xors and shifts a clock and multiprocessor (CUDA C++ programming guide,
     * throughput of native arithmetic instructions).
     */
    private static final int FIRST_OF_64 = 7;

    private static final int LAST_OF_64 = 9;

    private final CudaPrograms programs;
    private final Supplier<CudaApi> library;
    private @Nullable Cuda cuda;

    /** With the driver that is installed, and the source that NVRTC compiles where what is compiled beforehand does not serve. */
    CudaDriver(KernelSource source) {
        this(new CudaPrograms(source), CudaApi::load);
    }

    CudaDriver(CudaPrograms programs, Supplier<CudaApi> library) {
        this.programs = programs;
        this.library = library;
    }

    @Override
    public String name() {
        return "cuda";
    }

    @Override
    public List<GpuInfo> devices() throws GpuException {
        Cuda driver = driver();
        IntByReference count = new IntByReference();
        driver.check("cuDeviceGetCount", driver.api().cuDeviceGetCount(count));
        if (count.getValue() == 0) {
            throw new GpuException("the driver shows no device to this process (is NVIDIA_VISIBLE_DEVICES set right?)");
        }
        IntByReference version = new IntByReference();
        driver.check("cuDriverGetVersion", driver.api().cuDriverGetVersion(version));
        List<GpuInfo> infos = new ArrayList<>();
        for (int number = 0; number < count.getValue(); number++) {
            infos.add(info(driver, number, version.getValue()));
        }
        return infos;
    }

    @Override
    public GpuSession open(GpuInfo device) throws GpuException {
        Cuda driver = driver();
        int handle = handle(driver, device.number());
        int capability = 10 * attribute(driver, CudaApi.ATTRIBUTE_CAPABILITY_MAJOR, handle)
                + attribute(driver, CudaApi.ATTRIBUTE_CAPABILITY_MINOR, handle);
        return CudaSession.open(driver, handle, shape -> programs.program(shape, capability));
    }

    private Cuda driver() throws GpuException {
        Cuda known = cuda;
        if (known != null) {
            return known;
        }
        Cuda loaded;
        try {
            loaded = new Cuda(library.get());
        } catch (LinkageError e) {
            throw new GpuException(
                    "NVIDIA's driver is not here (" + OpenClDriver.firstLine(e)
                            + "); in a container, the NVIDIA container runtime must bring it in",
                    e);
        }
        int answer = loaded.api().cuInit(0);
        if (answer == CudaApi.NO_DEVICE) {
            throw new GpuException("NVIDIA's driver is here, but shows no device to this process");
        }
        loaded.check("cuInit", answer);
        cuda = loaded;
        return loaded;
    }

    private static GpuInfo info(Cuda driver, int number, int version) throws GpuException {
        int device = handle(driver, number);
        byte[] name = new byte[256];
        driver.check("cuDeviceGetName", driver.api().cuDeviceGetName(name, name.length, device));
        int length = 0;
        while (length < name.length && name[length] != 0) {
            length++;
        }
        int units = attribute(driver, CudaApi.ATTRIBUTE_MULTIPROCESSOR_COUNT, device);
        int megahertz = attribute(driver, CudaApi.ATTRIBUTE_CLOCK_RATE, device) / 1000;
        int major = attribute(driver, CudaApi.ATTRIBUTE_CAPABILITY_MAJOR, device);
        int lanes = major >= FIRST_OF_64 && major <= LAST_OF_64 ? 64 : 0;
        String description = new String(name, 0, length, StandardCharsets.UTF_8) + ", capability "
                + major + "."
                + attribute(driver, CudaApi.ATTRIBUTE_CAPABILITY_MINOR, device) + ", " + units
                + " multiprocessors, " + megahertz + " MHz, driver for CUDA " + version / 1000 + "."
                + version % 1000 / 10;
        return new GpuInfo(number, description, false, units, megahertz, lanes);
    }

    private static int handle(Cuda driver, int number) throws GpuException {
        IntByReference device = new IntByReference();
        driver.check("cuDeviceGet", driver.api().cuDeviceGet(device, number));
        return device.getValue();
    }

    private static int attribute(Cuda driver, int attribute, int device) throws GpuException {
        IntByReference value = new IntByReference();
        driver.check("cuDeviceGetAttribute", driver.api().cuDeviceGetAttribute(value, attribute, device));
        return value.getValue();
    }
}
