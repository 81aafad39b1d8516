package dev.flowbed.operator.kube;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** What was read of the API server of late. It serves for ten seconds, so that not every pass asks. Thread-safe. */
final class ReadOfLate<K, V> {
    private record Read<V>(V value, Instant at) {}

    private static final Duration SERVES = Duration.ofSeconds(10);
    private static final int KEPT = 1024;

    private final Clock clock;
    private final Map<K, Read<V>> read = new Recent<>(KEPT);

    ReadOfLate(Clock clock) {
        this.clock = clock;
    }

    /** What was read under a key, or is read now. */
    V get(K key, Supplier<V> reading) {
        Instant now = clock.instant();
        synchronized (read) {
            Read<V> known = read.get(key);
            if (known != null && known.at().plus(SERVES).isAfter(now)) {
                return known.value();
            }
        }
        V found = reading.get();
        synchronized (read) {
            read.put(key, new Read<>(found, now));
        }
        return found;
    }
}
