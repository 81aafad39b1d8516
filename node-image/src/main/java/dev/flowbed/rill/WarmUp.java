package dev.flowbed.rill;

/** Runs a node for a moment. */
final class WarmUp {
    void run() {
        throw new StartFailure("not yet");
    }
}
