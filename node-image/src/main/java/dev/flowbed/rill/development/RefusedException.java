package dev.flowbed.rill.development;

/** A development aid cannot do what was asked; the message says why, and what would be right. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
