package dev.flowbed.rill.vm;

/** Code stopped with a fault. Carries no stack trace: scripts that fail are data, not accidents. */
public final class VmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final VmFault fault;
    private final int errorCode;

    /** A fault whose name says it all. */
    public VmException(VmFault fault) {
        this(fault, fault.toString());
    }

    /**
     * @param fault the fault
     * @param message what is wrong, for people
     */
    public VmException(VmFault fault, String message) {
        this(fault, message, -1);
    }

    VmException(VmFault fault, String message, int errorCode) {
        super(message, null, false, false);
        this.fault = fault;
        this.errorCode = errorCode;
    }

    /** The code that a failed assertion gave, -1 for none. */
    int errorCode() {
        return errorCode;
    }

    /** The fault. */
    public VmFault fault() {
        return fault;
    }

    static void require(boolean holds, VmFault fault) {
        if (!holds) {
            throw new VmException(fault);
        }
    }
}
