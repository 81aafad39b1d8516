package dev.flowbed.miner.gpu;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.flowbed.miner.gpu.CudaApi.SizeT;
import java.util.HashMap;
import java.util.Map;

/** A CUDA context on one device; what it holds goes with it. */
final class CudaSession implements GpuSession {
    private static final int BLOCK = 256;

    /** Compiles the kernel, to what the driver can load. */
    interface Compiler {
        byte[] program(KernelShape shape) throws GpuException;
    }

    private final Cuda cuda;
    private final Pointer context;
    private final Compiler compiler;
    /** The loaded kernels of one shape. */
    private record Kernels(Pointer search, Pointer mix) {}

    private final Map<KernelShape, Kernels> kernels = new HashMap<>();

    private CudaSession(Cuda cuda, Pointer context, Compiler compiler) {
        this.cuda = cuda;
        this.context = context;
        this.compiler = compiler;
    }

    static CudaSession open(Cuda cuda, int device, Compiler compiler) throws GpuException {
        PointerByReference context = new PointerByReference();
        cuda.check("cuCtxCreate", cuda.api().cuCtxCreate_v2(context, CudaApi.CTX_SCHED_BLOCKING_SYNC, device));
        return new CudaSession(cuda, context.getValue(), compiler);
    }

    @Override
    public synchronized GpuQueue queue(KernelShape shape) throws GpuException {
        cuda.check("cuCtxSetCurrent", cuda.api().cuCtxSetCurrent(context));
        Kernels known = kernels.get(shape);
        Kernels loaded = known == null ? load(shape) : known;
        kernels.put(shape, loaded);
        return new Queue(loaded, GpuJob.length(shape));
    }

    private Kernels load(KernelShape shape) throws GpuException {
        byte[] program = compiler.program(shape);
        Memory image = new Memory(program.length + 1L); // PTX is a text that ends in a zero
        image.write(0, program, 0, program.length);
        image.setByte(program.length, (byte) 0);
        PointerByReference module = new PointerByReference();
        cuda.check("cuModuleLoadDataEx", cuda.api().cuModuleLoadDataEx(module, image, 0, null, null));
        return new Kernels(
                function(module.getValue(), KernelSource.SEARCH), function(module.getValue(), KernelSource.PEAK));
    }

    private Pointer function(Pointer module, String name) throws GpuException {
        PointerByReference kernel = new PointerByReference();
        cuda.check("cuModuleGetFunction", cuda.api().cuModuleGetFunction(kernel, module, name));
        return kernel.getValue();
    }

    @Override
    public void close() {
        cuda.api().cuCtxDestroy_v2(context); // a lost device's driver may refuse, and nothing is left to do about it
    }

    /** A stream with what one batch needs. */
    private final class Queue implements GpuQueue {
        private final Kernels own;
        private final Pointer stream;
        private final long found;
        private final Pointer answer;
        private final Memory job;
        private final Memory argument = new Memory(Integer.BYTES);
        private final Memory foundAddress = new Memory(Long.BYTES);
        private final Memory parameters = new Memory(3L * Native.POINTER_SIZE);

        Queue(Kernels own, int words) throws GpuException {
            this.own = own;
            PointerByReference made = new PointerByReference();
            cuda.check("cuStreamCreate", cuda.api().cuStreamCreate(made, CudaApi.STREAM_NON_BLOCKING));
            stream = made.getValue();
            LongByReference address = new LongByReference();
            cuda.check("cuMemAlloc", cuda.api().cuMemAlloc_v2(address, new SizeT(Integer.BYTES)));
            found = address.getValue();
            PointerByReference host = new PointerByReference();
            cuda.check("cuMemHostAlloc", cuda.api().cuMemHostAlloc(host, new SizeT(Integer.BYTES), 0));
            answer = host.getValue();
            job = new Memory((long) Integer.BYTES * words);
            foundAddress.setLong(0, found);
            parameters.setPointer(0, job);
            parameters.setPointer(Native.POINTER_SIZE, argument);
            parameters.setPointer(2L * Native.POINTER_SIZE, foundAddress);
        }

        @Override
        public int search(int[] words, int tries) throws GpuException {
            return run(own.search, words, tries, tries);
        }

        @Override
        public void mix(int[] words, int items, int turns) throws GpuException {
            run(own.mix, words, items, turns);
        }

        private int run(Pointer kernel, int[] words, int items, int value) throws GpuException {
            CudaApi api = cuda.api();
            job.write(0, words, 0, words.length);
            argument.setInt(0, value);
            cuda.check("cuCtxSetCurrent", api.cuCtxSetCurrent(context));
            cuda.check("cuMemsetD32Async", api.cuMemsetD32Async(found, GpuJob.NONE, new SizeT(1), stream));
            int blocks = (items + BLOCK - 1) / BLOCK;
            cuda.check(
                    "cuLaunchKernel",
                    api.cuLaunchKernel(kernel, blocks, 1, 1, BLOCK, 1, 1, 0, stream, parameters, null));
            cuda.check("cuMemcpyDtoHAsync", api.cuMemcpyDtoHAsync_v2(answer, found, new SizeT(Integer.BYTES), stream));
            cuda.check("a batch", api.cuStreamSynchronize(stream));
            return answer.getInt(0);
        }
    }
}
