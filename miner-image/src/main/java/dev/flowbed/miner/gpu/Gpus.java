package dev.flowbed.miner.gpu;

import dev.flowbed.miner.hash.Device;
import dev.flowbed.miner.hash.HashEngine;
import dev.flowbed.miner.hash.NoDeviceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The devices that are mined on.
 *
 * @param devices each tested
 * @param engines two for each device, one a thread
 * @param peaks for each device what measures its integer units
 */
public record Gpus(List<Device> devices, List<HashEngine> engines, List<IntegerPeak.Meter> peaks) {
    /** One batch runs while the other is read and launched anew. */
    private static final int LANES = 2;

    /** NVIDIA's GPUs, through CUDA. */
    public static Gpus cuda(DeviceSelection selection, Consumer<String> told) throws NoDeviceException {
        return open(List.of(cuda()), selection, true, told);
    }

    /** Any OpenCL devices; CPUs among them only where there is nothing else, or by their numbers. */
    public static Gpus openCl(DeviceSelection selection, Consumer<String> told) throws NoDeviceException {
        return open(List.of(openCl()), selection, true, told);
    }

    /** GPUs through CUDA where that works, else through OpenCL. */
    public static Gpus any(DeviceSelection selection, Consumer<String> told) throws NoDeviceException {
        return open(List.of(cuda(), openCl()), selection, false, told);
    }

    private static GpuDriver cuda() {
        return new CudaDriver(KernelSource.own());
    }

    private static GpuDriver openCl() {
        return new OpenClDriver(KernelSource.own());
    }

    /** The first driver that has a device that works. */
    static Gpus open(List<GpuDriver> drivers, DeviceSelection selection, boolean cpus, Consumer<String> told)
            throws NoDeviceException {
        List<String> problems = new ArrayList<>();
        for (GpuDriver driver : drivers) {
            try {
                return open(driver, selection, cpus, told);
            } catch (GpuException | IllegalArgumentException e) {
                problems.add(driver.name() + ": " + e.getMessage());
                told.accept("no " + driver.name() + ": " + e.getMessage());
            }
        }
        throw new NoDeviceException("no GPU to mine on. " + String.join(". ", problems));
    }

    private static Gpus open(GpuDriver driver, DeviceSelection selection, boolean cpus, Consumer<String> told)
            throws GpuException {
        List<GpuInfo> seen = driver.devices();
        List<Device> devices = new ArrayList<>();
        List<HashEngine> engines = new ArrayList<>();
        List<IntegerPeak.Meter> peaks = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (GpuInfo info : selected(seen, selection, cpus)) {
            String label = driver.name() + "-" + info.number();
            GpuDevice device = new GpuDevice(label, info.description(), () -> driver.open(info), told);
            try {
                device.open();
                told.accept(label + ": " + info.description());
                devices.add(device);
                peaks.add(nanos -> IntegerPeak.of(driver, info, nanos));
                for (int i = 0; i < LANES; i++) {
                    engines.add(device.lane());
                }
            } catch (GpuException e) {
                refused.add(label + " (" + info.description() + "): " + e.getMessage());
                told.accept(label + " (" + info.description() + ") is not mined on: " + e.getMessage());
            }
        }
        if (devices.isEmpty()) {
            throw new GpuException("none of its devices can be mined on: " + String.join("; ", refused));
        }
        return new Gpus(devices, engines, peaks);
    }

    private static List<GpuInfo> selected(List<GpuInfo> seen, DeviceSelection selection, boolean cpus)
            throws GpuException {
        List<GpuInfo> gpus = seen.stream().filter(info -> !info.cpu()).toList();
        if (gpus.isEmpty() && !cpus) {
            throw new GpuException("its only devices are CPUs, which only backend opencl takes: "
                    + seen.get(0).description());
        }
        List<GpuInfo> selected =
                selection.of(seen.size()).stream().map(seen::get).toList();
        return selection.equals(DeviceSelection.ALL) && !gpus.isEmpty() ? gpus : selected;
    }
}
