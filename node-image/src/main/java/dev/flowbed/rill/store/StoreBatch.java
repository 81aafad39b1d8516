package dev.flowbed.rill.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes that are written together or not at all, see {@link Store#write}. Later changes of one key win. Not thread-safe. */
public final class StoreBatch {
    /** One change; a null value is a removal. */
    record Change(Table table, byte[] key, byte @Nullable [] value) {}

    private final List<Change> changes = new ArrayList<>();

    /** Adds or replaces a value. */
    public void put(Table table, byte[] key, byte[] value) {
        changes.add(new Change(table, table.key(key), value));
    }

    /** Removes a key; a key that is not there is fine. */
    public void delete(Table table, byte[] key) {
        changes.add(new Change(table, table.key(key), null));
    }

    /** The number of changes. */
    public int size() {
        return changes.size();
    }

    List<Change> changes() {
        return changes;
    }
}
