package dev.flowbed.miner.gpu;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/**
 * What is used of NVIDIA's driver (cuda.h). The driver's library keeps these names and shapes since CUDA 4, so that one program
 * runs with every driver; the library is the driver's own, no toolkit is needed.
 */
@SuppressWarnings("checkstyle:MethodName") // names of C functions
interface CudaApi extends Library {
    int SUCCESS = 0;
    int NO_DEVICE = 100;

    /** Threads that wait for the device sleep, since each device has two of them. */
    int CTX_SCHED_BLOCKING_SYNC = 4;

    int STREAM_NON_BLOCKING = 1;
    int ATTRIBUTE_CLOCK_RATE = 13;
    int ATTRIBUTE_MULTIPROCESSOR_COUNT = 16;
    int ATTRIBUTE_CAPABILITY_MAJOR = 75;
    int ATTRIBUTE_CAPABILITY_MINOR = 76;

    static CudaApi load() {
        return Native.load("libcuda.so.1", CudaApi.class);
    }

    int cuInit(int flags);

    int cuDriverGetVersion(IntByReference version);

    int cuGetErrorName(int error, PointerByReference text);

    int cuGetErrorString(int error, PointerByReference text);

    int cuDeviceGetCount(IntByReference count);

    int cuDeviceGet(IntByReference device, int ordinal);

    int cuDeviceGetName(byte[] name, int length, int device);

    int cuDeviceGetAttribute(IntByReference value, int attribute, int device);

    int cuCtxCreate_v2(PointerByReference context, int flags, int device);

    int cuCtxSetCurrent(@Nullable Pointer context);

    int cuCtxDestroy_v2(Pointer context);

    int cuModuleLoadDataEx(
            PointerByReference module, Memory image, int options, @Nullable Pointer names, @Nullable Pointer values);

    int cuModuleGetFunction(PointerByReference function, Pointer module, String name);

    int cuStreamCreate(PointerByReference stream, int flags);

    int cuStreamSynchronize(Pointer stream);

    int cuMemAlloc_v2(LongByReference address, SizeT bytes);

    int cuMemHostAlloc(PointerByReference memory, SizeT bytes, int flags);

    int cuMemsetD32Async(long address, int value, SizeT words, Pointer stream);

    int cuMemcpyDtoHAsync_v2(Pointer to, long from, SizeT bytes, Pointer stream);

    int cuLaunchKernel(
            Pointer function,
            int gridX,
            int gridY,
            int gridZ,
            int blockX,
            int blockY,
            int blockZ,
            int sharedBytes,
            Pointer stream,
            Pointer parameters,
            @Nullable Pointer extra);

    /** C's {@code size_t}. */
    final class SizeT extends com.sun.jna.IntegerType {
        private static final long serialVersionUID = 1L;

        /** Zero; JNA makes values with it. */
        public SizeT() {
            this(0);
        }

        SizeT(long value) {
            super(Native.SIZE_T_SIZE, value, true);
        }
    }
}
