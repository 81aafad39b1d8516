package dev.flowbed.miner;

/** What a user wants to mine on. */
enum Backend {
    /** Threads of this machine's CPU. */
    CPU,
    /** GPUs: through CUDA where it works, else through OpenCL. */
    GPU,
    /** NVIDIA's GPUs, through the driver that is installed. */
    CUDA,
    /** Whatever OpenCL's loader finds: AMD's, Intel's and other makers' devices. */
    OPENCL
}
