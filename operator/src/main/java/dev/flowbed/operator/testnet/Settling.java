package dev.flowbed.operator.testnet;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Waits until a change has reached all StatefulSets of a Testnet, so that no clique is restarted twice for one change. What it
 * forgets when the operator ends costs a second.
 */
final class Settling {
    private static final Duration CALM = Duration.ofSeconds(1);

    private record Seen(Map<String, String> revisions, Instant since) {}

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /** How long to wait still; empty when nothing changed for a while. */
    Optional<Duration> remaining(String uid, Map<String, String> revisions, Instant now) {
        Seen last = seen.compute(
                uid,
                (id, before) ->
                        before != null && before.revisions().equals(revisions) ? before : new Seen(revisions, now));
        Duration left = CALM.minus(Duration.between(last.since(), now));
        return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
    }

    void forget(String uid) {
        seen.remove(uid);
    }
}
