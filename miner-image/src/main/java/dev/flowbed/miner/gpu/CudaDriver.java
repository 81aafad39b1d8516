package dev.flowbed.miner.gpu;

import java.util.List;

/** NVIDIA's GPUs. */
final class CudaDriver implements GpuDriver {
    private final KernelSource source;

    CudaDriver(KernelSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "cuda";
    }

    @Override
    public List<GpuInfo> devices() throws GpuException {
        throw new GpuException("not built in yet" + source.text().length());
    }

    @Override
    public GpuSession open(GpuInfo device) throws GpuException {
        throw new GpuException("not built in yet");
    }
}
