package dev.flowbed.miner.gpu;

import java.util.List;

/** One way to GPUs: CUDA or OpenCL. */
interface GpuDriver {

    /** The name of the backend, which the labels of its devices begin with. */
    String name();

    /** The devices that this process sees, in a steady order; fails where the driver is not there or has none. */
    List<GpuInfo> devices() throws GpuException;

    /** Makes a context on a device. */
    GpuSession open(GpuInfo device) throws GpuException;
}
