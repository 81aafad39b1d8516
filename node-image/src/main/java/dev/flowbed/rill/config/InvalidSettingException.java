package dev.flowbed.rill.config;

/** A setting a node cannot start with: one line that names file, line, key and what would be right. */
public final class InvalidSettingException extends RuntimeException {
    public InvalidSettingException(String message) {
        super(message);
    }
}
