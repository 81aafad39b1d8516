package dev.flowbed.alephium.codec;

import java.util.Objects;

/** Bytes or text that are not what the protocol says: where, what was expected and what was found. */
public final class FormatException extends RuntimeException {
    private final int offset;

    /** An error at a byte offset of the input. */
    public FormatException(int offset, String message) {
        super("at byte " + offset + ": " + message);
        this.offset = offset;
    }

    /** An error with no byte offset (text, or a value as a whole). */
    public FormatException(String message) {
        super(message);
        this.offset = -1;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "malformed");
    }

    /** The offset of the first offending byte, or -1 when there is none. */
    public int offset() {
        return offset;
    }
}
