package dev.flowbed.rill.store;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * States of a store to come back to. Taking a snapshot writes its number down and no more: from then on the first change of each
 * key is stored together with what the key held before. Coming back puts those values in place again. Each step is one atomic
 * write, so snapshots outlive the process. Not thread-safe.
 */
final class Snapshots {
    private static final byte[] LAST_NUMBER = "snapshots".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_KEY = {};
    private static final int NUMBER_BYTES = 4;
    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;

    /** A step that the database may refuse. */
    private interface Visitor {
        void visit(byte[] key, byte[] value) throws RocksDBException;
    }

    private final RocksDB db;
    private final TreeMap<Integer, byte[]> taken = new TreeMap<>();

    Snapshots(RocksDB db) throws RocksDBException {
        this.db = db;
        backwards(Table.SNAPSHOT, Table.SNAPSHOT.key(NO_KEY), (key, value) -> taken.put(number(key), value));
    }

    /** What the snapshots are called, by number. */
    SortedMap<Integer, byte[]> all() {
        return new TreeMap<>(taken);
    }

    /** Adds to a batch what it takes to come back to before a change. */
    void record(WriteBatch batch, StoreBatch.Change change) throws RocksDBException {
        if (taken.isEmpty() || !change.table().isReverted()) {
            return;
        }
        byte[] undo = undoKey(taken.lastKey(), change.key());
        if (db.keyExists(undo)) {
            return;
        }
        byte[] before = db.get(change.key());
        batch.put(
                undo,
                before == null
                        ? new byte[] {ABSENT}
                        : new ByteWriter(before.length + 1)
                                .u8(PRESENT)
                                .raw(before)
                                .toByteArray());
    }

    /** Takes a snapshot; numbers rise and are not used again. */
    int take(byte[] description) throws RocksDBException {
        byte[] counter = Table.META.key(LAST_NUMBER);
        byte[] last = db.get(counter);
        int number = last == null ? 1 : new ByteReader(last).int32() + 1;
        try (WriteBatch batch = new WriteBatch()) {
            batch.put(counter, new ByteWriter().int32(number).toByteArray());
            batch.put(headKey(number), description);
            commit(batch);
        }
        taken.put(number, description);
        return number;
    }

    /** Comes back to a snapshot, which stays; later ones are gone. Returns the number of keys that were changed. */
    int revert(int number) throws RocksDBException {
        requireTaken(number);
        int[] changed = {0};
        try (WriteBatch batch = new WriteBatch()) {
            // the newest first: what the oldest snapshot knows is written last and stays
            backwards(Table.UNDO, undoKey(number, NO_KEY), (key, value) -> {
                byte[] original = Arrays.copyOfRange(key, 1 + NUMBER_BYTES, key.length);
                if (value[0] == ABSENT) {
                    batch.delete(original);
                } else {
                    batch.put(original, Arrays.copyOfRange(value, 1, value.length));
                }
                batch.delete(key);
                changed[0]++;
            });
            for (int later : taken.tailMap(number, false).keySet()) {
                batch.delete(headKey(later));
            }
            commit(batch);
        }
        taken.tailMap(number, false).clear();
        return changed[0];
    }

    /** Forgets a snapshot: the state stays as it is. */
    void drop(int number) throws RocksDBException {
        requireTaken(number);
        Integer before = taken.lowerKey(number);
        try (WriteBatch batch = new WriteBatch()) {
            backwards(Table.UNDO, undoKey(number, NO_KEY), (key, value) -> {
                if (number(key) == number) {
                    if (before != null) {
                        inherit(batch, undoKey(before, Arrays.copyOfRange(key, 1 + NUMBER_BYTES, key.length)), value);
                    }
                    batch.delete(key);
                }
            });
            batch.delete(headKey(number));
            commit(batch);
        }
        taken.remove(number);
    }

    private void inherit(WriteBatch batch, byte[] key, byte[] value) throws RocksDBException {
        if (!db.keyExists(key)) {
            batch.put(key, value);
        }
    }

    private void requireTaken(int number) {
        if (!taken.containsKey(number)) {
            throw new NoSuchElementException("there is no snapshot " + number
                    + (taken.isEmpty() ? ", none is taken" : ", but " + taken.keySet()));
        }
    }

    /** Visits a table's entries from its last key back to {@code from}. */
    private void backwards(Table table, byte[] from, Visitor visitor) throws RocksDBException {
        try (RocksIterator iterator = db.newIterator()) {
            iterator.seekForPrev(new byte[] {(byte) (table.prefix() + 1)});
            while (iterator.isValid() && Arrays.compareUnsigned(iterator.key(), from) >= 0) {
                if (iterator.key()[0] == table.prefix()) {
                    visitor.visit(iterator.key(), iterator.value());
                }
                iterator.prev();
            }
            iterator.status();
        }
    }

    private void commit(WriteBatch batch) throws RocksDBException {
        try (WriteOptions options = new WriteOptions()) {
            db.write(options, batch);
        }
    }

    private static int number(byte[] key) {
        return new ByteReader(key, 1, NUMBER_BYTES).int32();
    }

    private static byte[] headKey(int number) {
        return Table.SNAPSHOT.key(new ByteWriter().int32(number).toByteArray());
    }

    private static byte[] undoKey(int number, byte[] key) {
        return Table.UNDO.key(
                new ByteWriter(NUMBER_BYTES + key.length).int32(number).raw(key).toByteArray());
    }
}
