package dev.flowbed.miner.gpu;

import static org.jocl.CL.CL_CONTEXT_PLATFORM;
import static org.jocl.CL.CL_DEVICE_MAX_CLOCK_FREQUENCY;
import static org.jocl.CL.CL_DEVICE_MAX_COMPUTE_UNITS;
import static org.jocl.CL.CL_DEVICE_NAME;
import static org.jocl.CL.CL_DEVICE_TYPE;
import static org.jocl.CL.CL_DEVICE_TYPE_ALL;
import static org.jocl.CL.CL_DEVICE_TYPE_CPU;
import static org.jocl.CL.CL_DRIVER_VERSION;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/** GPUs of any maker whose OpenCL driver the loader finds. Those that are no CPU come first. */
final class OpenClDriver implements GpuDriver {

    private record Found(cl_platform_id platform, cl_device_id id) {}

    private final KernelSource source;
    private final List<Found> found = new ArrayList<>();

    OpenClDriver(KernelSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "opencl";
    }

    @Override
    public List<GpuInfo> devices() throws GpuException {
        found.clear();
        try {
            CL.setExceptionsEnabled(true);
            List<Found> cpus = new ArrayList<>();
            for (cl_platform_id platform : platforms()) {
                for (cl_device_id id : ids(platform)) {
                    (isCpu(id) ? cpus : found).add(new Found(platform, id));
                }
            }
            found.addAll(cpus);
            List<GpuInfo> infos = new ArrayList<>();
            for (Found each : found) {
                infos.add(info(infos.size(), each.id));
            }
            if (infos.isEmpty()) {
                throw new GpuException(
                        "OpenCL's loader knows no device: is the driver's vendor file in /etc/OpenCL/vendors?");
            }
            return infos;
        } catch (CLException e) {
            throw new GpuException(
                    e.getStatus() == CL_PLATFORM_NOT_FOUND_KHR
                            ? "OpenCL's loader knows no driver: none has a vendor file in /etc/OpenCL/vendors"
                            : "OpenCL answers " + e.getMessage(),
                    e);
        } catch (UnsupportedOperationException | LinkageError e) {
            throw new GpuException("OpenCL's loader (libOpenCL.so.1) cannot be used: " + firstLine(e), e);
        }
    }

    /** cl_khr_icd's code for no platform at all. */
    private static final int CL_PLATFORM_NOT_FOUND_KHR = -1001;

    @Override
    public GpuSession open(GpuInfo device) throws GpuException {
        Found each = found.get(device.number());
        return call("clCreateContext", () -> {
            cl_context_properties properties = new cl_context_properties();
            properties.addProperty(CL_CONTEXT_PLATFORM, each.platform);
            cl_context context = CL.clCreateContext(properties, 1, new cl_device_id[] {each.id}, null, null, null);
            return new OpenClSession(context, each.id, source);
        });
    }

    /** Calls OpenCL, whose errors come as {@link CLException}. */
    static <T> T call(String what, Supplier<T> call) throws GpuException {
        try {
            return call.get();
        } catch (CLException e) {
            throw new GpuException(what + ": " + e.getMessage(), e);
        }
    }

    static String firstLine(Throwable problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }

    private static cl_platform_id[] platforms() {
        int[] count = new int[1];
        CL.clGetPlatformIDs(0, null, count);
        cl_platform_id[] platforms = new cl_platform_id[count[0]];
        CL.clGetPlatformIDs(platforms.length, platforms, null);
        return platforms;
    }

    private static cl_device_id[] ids(cl_platform_id platform) {
        int[] count = new int[1];
        try {
            CL.clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, null, count);
        } catch (CLException e) {
            if (e.getStatus() == CL.CL_DEVICE_NOT_FOUND) {
                return new cl_device_id[0];
            }
            throw e;
        }
        cl_device_id[] ids = new cl_device_id[count[0]];
        CL.clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, ids.length, ids, null);
        return ids;
    }

    private static boolean isCpu(cl_device_id id) {
        return (number(id, CL_DEVICE_TYPE, Sizeof.cl_long) & CL_DEVICE_TYPE_CPU) != 0;
    }

    private static GpuInfo info(int number, cl_device_id id) {
        int units = (int) number(id, CL_DEVICE_MAX_COMPUTE_UNITS, Sizeof.cl_uint);
        int megahertz = (int) number(id, CL_DEVICE_MAX_CLOCK_FREQUENCY, Sizeof.cl_uint);
        String description = text(id, CL_DEVICE_NAME) + ", " + units + " compute units, " + megahertz + " MHz, driver "
                + text(id, CL_DRIVER_VERSION);
        return new GpuInfo(number, description, isCpu(id), units, megahertz, 0);
    }

    private static long number(cl_device_id id, int what, int size) {
        if (size == Sizeof.cl_long) {
            long[] value = new long[1];
            CL.clGetDeviceInfo(id, what, size, Pointer.to(value), null);
            return value[0];
        }
        int[] value = new int[1];
        CL.clGetDeviceInfo(id, what, size, Pointer.to(value), null);
        return Integer.toUnsignedLong(value[0]);
    }

    private static String text(cl_device_id id, int what) {
        long[] size = new long[1];
        CL.clGetDeviceInfo(id, what, 0, null, size);
        byte[] bytes = new byte[(int) size[0]];
        CL.clGetDeviceInfo(id, what, bytes.length, Pointer.to(bytes), null);
        return new String(bytes, 0, Math.max(0, bytes.length - 1), StandardCharsets.UTF_8).strip();
    }
}
