package dev.flowbed.miner;

import dev.flowbed.miner.gpu.DeviceSelection;
import dev.flowbed.miner.hash.NoDeviceException;
import java.util.function.Consumer;

/** Hashing on GPUs; apart from {@link Hashing}, so that miners on CPUs load nothing of it. */
final class GpuHashing {
    private GpuHashing() {}

    /** Opens the selected devices of a backend; says why if none of them can be mined on. */
    static Hashing open(Backend backend, DeviceSelection selection, Consumer<String> told) throws NoDeviceException {
        throw new NoDeviceException("this build has no GPU backend yet");
    }
}
