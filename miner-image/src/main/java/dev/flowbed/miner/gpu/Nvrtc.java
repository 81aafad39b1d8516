package dev.flowbed.miner.gpu;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * NVIDIA's run-time compiler (nvrtc.h), of any CUDA from 11.2 on.
 *
 * @param api its functions
 */
record Nvrtc(Api api) {
    /** Its library's names, newest first. */
    static final List<String> NAMES = List.of("libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2");

    /** What is used of it. */
    interface Api extends Library {
        int nvrtcCreateProgram(
                PointerByReference program,
                String source,
                String name,
                int headers,
                @Nullable Pointer texts,
                @Nullable Pointer names);

        int nvrtcCompileProgram(Pointer program, int count, String[] options);

        int nvrtcGetCUBINSize(Pointer program, LongByReference bytes);

        int nvrtcGetCUBIN(Pointer program, Memory code);

        int nvrtcGetProgramLogSize(Pointer program, LongByReference bytes);

        int nvrtcGetProgramLog(Pointer program, Memory log);

        int nvrtcDestroyProgram(PointerByReference program);

        String nvrtcGetErrorString(int error);
    }

    static Optional<Nvrtc> load() {
        for (String name : NAMES) {
            try {
                return Optional.of(new Nvrtc(Native.load(name, Api.class)));
            } catch (UnsatisfiedLinkError e) {
                continue; // the next may be there
            }
        }
        return Optional.empty();
    }

    /** Compiles to a card's own code. */
    byte[] compile(String source, List<String> options) throws GpuException {
        PointerByReference program = new PointerByReference();
        check("nvrtcCreateProgram", api.nvrtcCreateProgram(program, source, "search.cu", 0, null, null));
        try {
            Pointer made = program.getValue();
            if (api.nvrtcCompileProgram(made, options.size(), options.toArray(String[]::new)) != 0) {
                throw new GpuException("NVRTC cannot compile the kernel with " + options + ": " + log(made));
            }
            LongByReference bytes = new LongByReference();
            check("nvrtcGetCUBINSize", api.nvrtcGetCUBINSize(made, bytes));
            Memory code = new Memory(Math.max(1, bytes.getValue()));
            check("nvrtcGetCUBIN", api.nvrtcGetCUBIN(made, code));
            return code.getByteArray(0, (int) bytes.getValue());
        } finally {
            api.nvrtcDestroyProgram(program);
        }
    }

    private String log(Pointer program) throws GpuException {
        LongByReference bytes = new LongByReference();
        check("nvrtcGetProgramLogSize", api.nvrtcGetProgramLogSize(program, bytes));
        Memory log = new Memory(Math.max(1, bytes.getValue()));
        check("nvrtcGetProgramLog", api.nvrtcGetProgramLog(program, log));
        return log.getString(0).strip();
    }

    private void check(String what, int answer) throws GpuException {
        if (answer != 0) {
            throw new GpuException(what + " answers " + answer + ", " + api.nvrtcGetErrorString(answer));
        }
    }
}
