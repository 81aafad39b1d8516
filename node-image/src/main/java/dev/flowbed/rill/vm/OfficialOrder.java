package dev.flowbed.rill.vm;

import dev.flowbed.alephium.hash.Hash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A map that lists its entries in the order of the official node's hash table, since that order shows: by place in a table of a power
 * of two (16 at first, doubled before the entry that would fill three quarters), then by hash code.
 */
public final class OfficialOrder<K, V> {
    private final ToIntFunction<K> hashCode;
    private final Map<K, V> entries = new LinkedHashMap<>();
    private int places = 16;

    /** @param hashCode what the official node's {@code hashCode} of a key is */
    public OfficialOrder(ToIntFunction<K> hashCode) {
        this.hashCode = hashCode;
    }

    /** The official hash code of a contract's id: its last four bytes. */
    public static int hashCodeOf(Hash id) {
        return id.at(28) << 24 | id.at(29) << 16 | id.at(30) << 8 | id.at(31);
    }

    public @Nullable V get(K key) {
        return entries.get(key);
    }

    boolean contains(K key) {
        return entries.containsKey(key);
    }

    public void put(K key, V value) {
        if (entries.size() + 1 >= places / 4 * 3) {
            places *= 2;
        }
        entries.put(key, value);
    }

    public List<Map.Entry<K, V>> list() {
        List<Map.Entry<K, V>> list = new ArrayList<>(entries.entrySet());
        list.sort(Comparator.<Map.Entry<K, V>>comparingInt(entry -> code(entry.getKey()) & places - 1)
                .thenComparingInt(entry -> code(entry.getKey())));
        return list;
    }

    private int code(K key) {
        int code = hashCode.applyAsInt(key);
        return code ^ code >>> 16;
    }
}
