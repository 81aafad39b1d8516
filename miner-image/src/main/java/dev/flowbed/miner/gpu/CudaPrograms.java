package dev.flowbed.miner.gpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The kernel as CUDA's driver loads it. For headers of four groups it is compiled beforehand, to PTX that every driver of these
 * years turns into its card's code within a second: no toolkit is needed. Any other length is compiled by NVRTC, where that is.
 */
final class CudaPrograms {
    /** Made of the source by {@code miner-image/kernel/ptx}. */
    static final String PTX = "search-326.ptx";

    private final KernelSource source;

    CudaPrograms(KernelSource source) {
        this.source = source;
    }

    byte[] program(KernelShape shape, int capability) throws GpuException {
        if (shape.equals(KernelShape.USUAL)) {
            return KernelSource.resource(PTX);
        }
        Nvrtc nvrtc = Nvrtc.load()
                .orElseThrow(() -> new GpuException("headers of " + shape.headerBytes()
                        + " bytes (a network of not four groups) want NVRTC to compile the kernel, and none of "
                        + Nvrtc.NAMES + " is found; put it on LD_LIBRARY_PATH"));
        return compile(nvrtc, shape, capability);
    }

    byte[] compile(Nvrtc nvrtc, KernelShape shape, int capability) throws GpuException {
        List<String> options = new ArrayList<>(KernelSource.defines(shape));
        options.add("--gpu-architecture=sm_" + capability);
        return nvrtc.compile(source.text(), options);
    }
}
