package dev.flowbed.miner.gpu;

/** A context on a device. Good until something in it fails; then it is closed, and another made. For several threads. */
interface GpuSession extends AutoCloseable {

    /** A queue of its own for one thread, with the kernel for headers of a shape, which is compiled if that is new. */
    GpuQueue queue(KernelShape shape) throws GpuException;

    /** Frees all that the device and the driver hold, its queues included; does not fail. */
    @Override
    void close();
}
