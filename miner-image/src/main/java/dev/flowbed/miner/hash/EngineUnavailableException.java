package dev.flowbed.miner.hash;

/** Thrown by a search that could not be made, because its device failed: nothing counts as tried. */
public final class EngineUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long retryNanos;

    /** With what happened, and after how many nanoseconds another search is worth trying. */
    public EngineUnavailableException(String message, long retryNanos, Throwable cause) {
        super(message, cause);
        this.retryNanos = retryNanos;
    }

    /** The same where nothing was thrown before. */
    public EngineUnavailableException(String message, long retryNanos) {
        super(message);
        this.retryNanos = retryNanos;
    }

    public long retryNanos() {
        return retryNanos;
    }
}
