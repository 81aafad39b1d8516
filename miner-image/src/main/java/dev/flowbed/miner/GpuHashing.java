package dev.flowbed.miner;

import dev.flowbed.miner.gpu.DeviceSelection;
import dev.flowbed.miner.gpu.Gpus;
import dev.flowbed.miner.hash.NoDeviceException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hashing on GPUs; apart from {@link Hashing}, so that miners on CPUs load nothing of it. */
final class GpuHashing {
    private GpuHashing() {}

    /** Whether a text, null for all, says which devices are meant; {@link IllegalArgumentException} if not. */
    static void check(@Nullable String devices) {
        selection(devices);
    }

    private static DeviceSelection selection(@Nullable String devices) {
        return devices == null ? DeviceSelection.ALL : DeviceSelection.parse(devices);
    }

    /** Opens the selected devices of a backend; says why if none of them can be mined on. */
    static Hashing open(Backend backend, @Nullable String devices, Consumer<String> told) throws NoDeviceException {
        DeviceSelection selection = selection(devices);
        Gpus gpus = switch (backend) {
            case CUDA -> Gpus.cuda(selection, told);
            case OPENCL -> Gpus.openCl(selection, told);
            default -> Gpus.any(selection, told);
        };
        StringBuilder description = new StringBuilder("devices");
        gpus.devices().forEach(device -> description.append(' ').append(device.label()));
        return new Hashing(gpus.engines(), gpus.devices(), description.toString());
    }
}
