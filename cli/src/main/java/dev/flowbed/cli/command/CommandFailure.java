package dev.flowbed.cli.command;

import java.util.List;

/** A command that cannot go on, told to people in full sentences instead of a stack trace. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final transient List<String> details;

    public CommandFailure(int exitCode, String message, String... details) {
        this(exitCode, message, List.of(details));
    }

    public CommandFailure(int exitCode, String message, List<String> details) {
        super(message);
        this.exitCode = exitCode;
        this.details = List.copyOf(details);
    }

    public int exitCode() {
        return exitCode;
    }

    /** Lines that help to understand or to mend it. */
    public List<String> details() {
        return details;
    }
}
