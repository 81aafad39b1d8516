package dev.flowbed.rill.validation;

/** Ends the check of a transaction at the first rule that it breaks; carries no stack, since invalid transactions are no defect. */
final class TxInvalidException extends RuntimeException {
    private final TxFault fault;

    TxInvalidException(TxFault fault) {
        this(fault, fault.officialName());
    }

    /** @param message the official name with its details */
    TxInvalidException(TxFault fault, String message) {
        super(message, null, false, false);
        this.fault = fault;
    }

    TxFault fault() {
        return fault;
    }

    /** Fails with a fault unless a rule holds. */
    static void require(boolean holds, TxFault fault) {
        if (!holds) {
            throw new TxInvalidException(fault);
        }
    }
}
