package dev.flowbed.miner.gpu;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/**
 * NVIDIA's driver with errors as exceptions.
 *
 * @param api its functions
 */
record Cuda(CudaApi api) {

    /** Checks what a function answered. */
    void check(String what, int answer) throws GpuException {
        if (answer != CudaApi.SUCCESS) {
            throw new GpuException(what + " answers " + error(answer));
        }
    }

    private String error(int error) {
        PointerByReference name = new PointerByReference();
        PointerByReference text = new PointerByReference();
        boolean known = api.cuGetErrorName(error, name) == CudaApi.SUCCESS
                && api.cuGetErrorString(error, text) == CudaApi.SUCCESS;
        return known ? error + ", " + string(name) + ": " + string(text) : "error " + error;
    }

    private static String string(PointerByReference reference) {
        Pointer pointer = reference.getValue();
        return pointer == null ? "" : pointer.getString(0);
    }
}
