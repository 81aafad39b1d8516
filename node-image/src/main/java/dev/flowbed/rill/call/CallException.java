package dev.flowbed.rill.call;

/** A call that cannot be made or that failed, with the official message. */
public final class CallException extends RuntimeException {
    private final boolean badRequest;

    private CallException(String message, boolean badRequest) {
        super(message);
        this.badRequest = badRequest;
    }

    /** The call failed: the official node answers status 500. */
    static CallException failed(String message) {
        return new CallException(message, false);
    }

    /** The request itself is wrong: status 400. */
    static CallException badRequest(String message) {
        return new CallException(message, true);
    }

    /** The state lacks something. */
    static CallException failedInIo(String message) {
        return failed("Failed in IO: " + message);
    }

    /** Whether the request is wrong, rather than what it asks for. */
    public boolean isBadRequest() {
        return badRequest;
    }
}
