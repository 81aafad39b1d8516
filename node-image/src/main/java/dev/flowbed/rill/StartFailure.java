package dev.flowbed.rill;

/** Why a node cannot start, in one line. */
final class StartFailure extends RuntimeException {
    StartFailure(String message) {
        super(message);
    }
}
