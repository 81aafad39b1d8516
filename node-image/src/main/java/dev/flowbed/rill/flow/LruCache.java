package dev.flowbed.rill.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Keeps what was used last, up to a total cost. Thread-safe. */
final class LruCache<K, V> {
    private final Map<K, V> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final long capacity;
    private final ToIntFunction<V> cost;
    private long total;

    /** A cache of so many entries. */
    LruCache(int entries) {
        this(entries, value -> 1);
    }

    /** A cache of values whose costs sum up to at most {@code capacity}. */
    LruCache(long capacity, ToIntFunction<V> cost) {
        this.capacity = capacity;
        this.cost = cost;
    }

    synchronized @Nullable V get(K key) {
        return entries.get(key);
    }

    synchronized void put(K key, V value) {
        V old = entries.put(key, value);
        total += cost.applyAsInt(value) - (old == null ? 0 : cost.applyAsInt(old));
        var eldest = entries.entrySet().iterator();
        while (total > capacity && entries.size() > 1) {
            Map.Entry<K, V> entry = eldest.next();
            total -= cost.applyAsInt(entry.getValue());
            eldest.remove();
        }
    }

    synchronized int size() {
        return entries.size();
    }
}
