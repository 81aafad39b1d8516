package dev.flowbed.rill.net;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the last so many things that were added. Belongs to one thread. */
final class RecentSet<T> {
    private final Map<T, Boolean> recent;

    RecentSet(int capacity) {
        recent = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Adds a thing; returns whether it was not there. */
    boolean add(T thing) {
        return recent.put(thing, Boolean.TRUE) == null;
    }

    boolean contains(T thing) {
        return recent.containsKey(thing);
    }
}
