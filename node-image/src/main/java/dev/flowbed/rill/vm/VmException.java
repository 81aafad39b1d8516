package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;

/** Code stopped with a fault. Carries no stack trace: scripts that fail are data, not accidents. */
public final class VmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final VmFault fault;
    private final int errorCode;
    private final U256 missing;

    /** A fault whose name says it all. */
    public VmException(VmFault fault) {
        this(fault, fault.message());
    }

    /**
     * @param fault the fault
     * @param message what is wrong, for people
     */
    public VmException(VmFault fault, String message) {
        this(fault, message, -1);
    }

    VmException(VmFault fault, String message, int errorCode) {
        this(fault, message, errorCode, U256.ZERO);
    }

    private VmException(VmFault fault, String message, int errorCode, U256 missing) {
        super(message, null, false, false);
        this.fault = fault;
        this.errorCode = errorCode;
        this.missing = missing;
    }

    /** The caller has too little for the least amounts of outputs: so much is missing, atto ALPH. */
    static VmException insufficientFunds(U256 missing) {
        return new VmException(
                VmFault.INSUFFICIENT_FUNDS_FOR_UTXO_DUST_AMOUNT,
                "Insufficient funds to cover the minimum amount for contract UTXO (0.1 ALPH) or asset UTXO "
                        + "(0.001 ALPH). You are short by " + Texts.alph(missing)
                        + ". Please ensure transaction caller approves enough ALPH.",
                -1,
                missing);
    }

    /** ALPH whose lack is all that is wrong, atto ALPH; zero for other faults. */
    public U256 missing() {
        return missing;
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
