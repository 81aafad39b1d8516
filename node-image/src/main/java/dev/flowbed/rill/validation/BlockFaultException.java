package dev.flowbed.rill.validation;

/** A header or block breaks a rule. Carries no stack trace: bad blocks are data, not accidents. */
public class BlockFaultException extends Exception {
    private static final long serialVersionUID = 1L;

    private final BlockFault fault;

    /**
     * @param fault the rule
     * @param detail what is wrong, with the values that differ
     */
    public BlockFaultException(BlockFault fault, String detail) {
        super(detail, null, false, false);
        this.fault = fault;
    }

    /** The rule that is broken. */
    public BlockFault fault() {
        return fault;
    }

    /** What is wrong. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    static void require(boolean holds, BlockFault fault, String detail) throws BlockFaultException {
        if (!holds) {
            throw new BlockFaultException(fault, detail);
        }
    }
}
