package dev.flowbed.blueprint;

import java.time.Duration;

/**
 * How to ask a node over REST how it is.
 *
 * @param path path of the request
 * @param success what counts as yes
 * @param needsApiKey whether the network's API key must be sent, when it has one
 * @param timeout after which no answer is a no
 * @param period between two requests
 * @param failures how many times no in a row before it is acted upon
 */
public record Probe(
        String path, Success success, boolean needsApiKey, Duration timeout, Duration period, int failures) {

    /** What answer counts as yes. */
    public enum Success {
        /** Any answer with status 200. */
        OK,
        /** Status 200 with {@code selfReady} and {@code synced} true. */
        SELF_READY_AND_SYNCED
    }
}
