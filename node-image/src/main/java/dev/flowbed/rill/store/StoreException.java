package dev.flowbed.rill.store;

/** The data folder cannot be read or written; the message names the folder and what would help. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what failed, where, and what would be right */
    public StoreException(String message) {
        super(message);
    }

    /**
     * @param message what failed, where, and what would be right
     * @param cause the failure below
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
