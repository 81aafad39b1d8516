package dev.flowbed.miner.gpu;

import static org.jocl.CL.CL_FALSE;
import static org.jocl.CL.CL_KERNEL_WORK_GROUP_SIZE;
import static org.jocl.CL.CL_MEM_READ_ONLY;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_PROGRAM_BUILD_LOG;
import static org.jocl.CL.CL_TRUE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_program;

/** An OpenCL context on one device. */
final class OpenClSession implements GpuSession {
    private static final int USUAL_GROUP = 256;

    private final cl_context context;
    private final cl_device_id device;
    private final KernelSource source;
    private final Map<KernelShape, cl_program> programs = new HashMap<>();
    private final List<Queue> queues = new ArrayList<>();

    OpenClSession(cl_context context, cl_device_id device, KernelSource source) {
        this.context = context;
        this.device = device;
        this.source = source;
    }

    @Override
    public synchronized GpuQueue queue(KernelShape shape) throws GpuException {
        cl_program known = programs.get(shape);
        cl_program program = known == null ? build(shape) : known;
        programs.put(shape, program);
        Queue queue = OpenClDriver.call("making a queue", () -> new Queue(program, GpuJob.length(shape)));
        queues.add(queue);
        return queue;
    }

    private cl_program build(KernelShape shape) throws GpuException {
        cl_program program = OpenClDriver.call(
                "clCreateProgramWithSource",
                () -> CL.clCreateProgramWithSource(context, 1, new String[] {source.text()}, null, null));
        try {
            String options = "-cl-std=CL1.2 " + String.join(" ", KernelSource.defines(shape));
            CL.clBuildProgram(program, 1, new cl_device_id[] {device}, options, null, null);
            return program;
        } catch (CLException e) {
            throw new GpuException("the driver cannot compile the kernel: " + e.getMessage() + ": " + log(program), e);
        }
    }

    private String log(cl_program program) {
        long[] size = new long[1];
        CL.clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, 0, null, size);
        byte[] log = new byte[(int) size[0]];
        CL.clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, log.length, Pointer.to(log), null);
        return new String(log, StandardCharsets.UTF_8).strip();
    }

    @Override
    public synchronized void close() {
        try {
            queues.forEach(Queue::release);
            programs.values().forEach(CL::clReleaseProgram);
            CL.clReleaseContext(context);
        } catch (CLException e) {
            // a lost device's driver may refuse even this, and nothing is left to do about it
            System.getLogger(OpenClSession.class.getName()).log(System.Logger.Level.DEBUG, "closing", e);
        }
    }

    /** A command queue with what one batch needs. */
    private final class Queue implements GpuQueue {
        private final cl_command_queue commands;
        private final cl_kernel search;
        private final cl_kernel mix;
        private final cl_mem job;
        private final cl_mem found;
        private final IntBuffer jobWords;
        private final IntBuffer foundWord = direct(1);
        private final IntBuffer none = direct(1);
        private final long group;

        @SuppressWarnings("deprecation") // its successor is OpenCL 2's, which not every driver has
        Queue(cl_program program, int words) {
            commands = CL.clCreateCommandQueue(context, device, 0, null);
            search = CL.clCreateKernel(program, KernelSource.SEARCH, null);
            mix = CL.clCreateKernel(program, KernelSource.PEAK, null);
            jobWords = direct(words);
            none.put(0, GpuJob.NONE);
            job = CL.clCreateBuffer(context, CL_MEM_READ_ONLY, (long) Sizeof.cl_uint * words, null, null);
            found = CL.clCreateBuffer(context, CL_MEM_READ_WRITE, Sizeof.cl_uint, null, null);
            for (cl_kernel kernel : List.of(search, mix)) {
                CL.clSetKernelArg(kernel, 0, Sizeof.cl_mem, Pointer.to(job));
                CL.clSetKernelArg(kernel, 2, Sizeof.cl_mem, Pointer.to(found));
            }
            long[] most = new long[1];
            CL.clGetKernelWorkGroupInfo(
                    search, device, CL_KERNEL_WORK_GROUP_SIZE, Sizeof.size_t, Pointer.to(most), null);
            group = Math.min(USUAL_GROUP, most[0]);
        }

        @Override
        public int search(int[] words, int tries) throws GpuException {
            return run(search, words, tries, tries);
        }

        @Override
        public void mix(int[] words, int items, int turns) throws GpuException {
            run(mix, words, items, turns);
        }

        private int run(cl_kernel kernel, int[] words, int items, int argument) throws GpuException {
            return OpenClDriver.call("a batch", () -> {
                jobWords.put(0, words);
                write(job, jobWords);
                write(found, none);
                CL.clSetKernelArg(kernel, 1, Sizeof.cl_uint, Pointer.to(new int[] {argument}));
                long rounded = (items + group - 1) / group * group;
                CL.clEnqueueNDRangeKernel(
                        commands, kernel, 1, null, new long[] {rounded}, new long[] {group}, 0, null, null);
                CL.clEnqueueReadBuffer(
                        commands, found, CL_TRUE, 0, Sizeof.cl_uint, Pointer.to(foundWord), 0, null, null);
                return foundWord.get(0);
            });
        }

        private void write(cl_mem buffer, IntBuffer from) {
            long bytes = (long) Sizeof.cl_uint * from.capacity();
            CL.clEnqueueWriteBuffer(commands, buffer, CL_FALSE, 0, bytes, Pointer.to(from), 0, null, null);
        }

        private void release() {
            CL.clReleaseMemObject(job);
            CL.clReleaseMemObject(found);
            CL.clReleaseKernel(search);
            CL.clReleaseKernel(mix);
            CL.clReleaseCommandQueue(commands);
        }
    }

    private static IntBuffer direct(int words) {
        return ByteBuffer.allocateDirect(Integer.BYTES * words)
                .order(ByteOrder.nativeOrder())
                .asIntBuffer();
    }
}
