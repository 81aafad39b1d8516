package dev.flowbed.miner.hash;

/** Thrown where no device of the wanted kind can be mined on; the message says what was looked for and what was found. */
public final class NoDeviceException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what was looked for, and why none of it serves. */
    public NoDeviceException(String message) {
        super(message);
    }
}
