package dev.flowbed.observer;

import java.time.Duration;

/**
 * Bounds for reading a testnet.
 *
 * @param connect for a connection to come up
 * @param request for one answer
 * @param pass for everything; what has not been read by then counts as unreachable
 * @param concurrency how many nodes and miners are asked at once
 * @param catchUp how many blocks of one chain are looked at in one pass, when several came
 */
public record Limits(Duration connect, Duration request, Duration pass, int concurrency, int catchUp) {
    /** For nodes nearby. */
    public static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(10), 8, 8);
}
