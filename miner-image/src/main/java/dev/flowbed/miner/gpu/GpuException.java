package dev.flowbed.miner.gpu;

/** Thrown when a driver refuses or a device fails; the message says which call and what the driver answered. */
final class GpuException extends Exception {
    private static final long serialVersionUID = 1L;

    GpuException(String message) {
        super(message);
    }

    GpuException(String message, Throwable cause) {
        super(message, cause);
    }
}
