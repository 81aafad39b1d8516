package dev.flowbed.cli.command;

/** What the exit codes of the command say. */
public final class ExitCode {
    /** It is done. */
    public static final int OK = 0;
    /** It could not be done, or did not come up. */
    public static final int FAILED = 1;
    /** The command line or the resources are wrong; nothing was changed. */
    public static final int INVALID = 2;
    /** It was not so within the time given. */
    public static final int TIMEOUT = 3;
    /** There is no such testnet or node. */
    public static final int NOT_FOUND = 4;

    private ExitCode() {}
}
