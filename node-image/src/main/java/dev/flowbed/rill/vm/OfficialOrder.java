package dev.flowbed.rill.vm;

import dev.flowbed.alephium.hash.Hash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map by contract id that lists its entries in the order of the official node's hash table, since that order is the order of
 * generated outputs: by place in a table of a power of two (16 at first, doubled before the entry that would fill three quarters), then
 * by hash code.
 */
final class OfficialOrder<V> {
    private final Map<Hash, V> entries = new LinkedHashMap<>();
    private int places = 16;

    @Nullable
    V get(Hash id) {
        return entries.get(id);
    }

    boolean contains(Hash id) {
        return entries.containsKey(id);
    }

    void put(Hash id, V value) {
        if (entries.size() + 1 >= places / 4 * 3) {
            places *= 2;
        }
        entries.put(id, value);
    }

    List<Map.Entry<Hash, V>> list() {
        List<Map.Entry<Hash, V>> list = new ArrayList<>(entries.entrySet());
        list.sort(Comparator.<Map.Entry<Hash, V>>comparingInt(entry -> code(entry.getKey()) & places - 1)
                .thenComparingInt(entry -> code(entry.getKey())));
        return list;
    }

    private static int code(Hash id) {
        int last = id.at(28) << 24 | id.at(29) << 16 | id.at(30) << 8 | id.at(31);
        return last ^ last >>> 16;
    }
}
