package dev.flowbed.rill.tx;

/** A transaction that cannot be built, with the official message. */
public final class TxBuildException extends RuntimeException {
    private final boolean badRequest;

    private TxBuildException(String message, boolean badRequest) {
        super(message);
        this.badRequest = badRequest;
    }

    /** The official node answers this with status 500. */
    static TxBuildException failed(String message) {
        return new TxBuildException(message, false);
    }

    /** The request itself is wrong: status 400. */
    static TxBuildException badRequest(String message) {
        return new TxBuildException(message, true);
    }

    /** The same, as a wrong request. */
    TxBuildException asBadRequest() {
        return new TxBuildException(String.valueOf(getMessage()), true);
    }

    /** Whether the official node answers status 400 rather than 500. */
    public boolean isBadRequest() {
        return badRequest;
    }

    /** Fails with a message unless something holds. */
    static void require(boolean holds, String message) {
        if (!holds) {
            throw failed(message);
        }
    }
}
