package dev.flowbed.operator.testnet;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Waits until a change has reached all StatefulSets of a Testnet, so that no clique is restarted twice for one change. What it
 * forgets when the operator ends costs a second.
 */
final class Settling {
    private static final Duration CALM = Duration.ofSeconds(1);
    private static final int REMEMBERED = 4096;

    private record Seen(Map<String, String> revisions, Instant since) {}

    private final Map<String, Seen> seen = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** How long to wait still; empty when nothing changed for a while. */
    Optional<Duration> remaining(String uid, Map<String, String> revisions, Instant now) {
        Seen last = seen.compute(
                uid,
                (id, before) ->
                        before != null && before.revisions().equals(revisions) ? before : new Seen(revisions, now));
        Duration left = CALM.minus(Duration.between(last.since(), now));
        return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
    }
}
