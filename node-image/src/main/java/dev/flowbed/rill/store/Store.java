package dev.flowbed.rill.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A node's data on disk: RocksDB in one folder, with a write-ahead log, so that what {@link #write} returned from survives the
 * end of the process at any moment. Thread-safe. Every method throws {@link StoreException} when the folder fails, and
 * {@link IllegalStateException} after {@link #close}.
 */
public final class Store implements AutoCloseable {
    private static final byte[] IDENTITY = "identity".getBytes(StandardCharsets.US_ASCII);
    private static final long WRITE_BUFFER_BYTES = 2L << 20;
    private static final long BLOCK_CACHE_BYTES = 4L << 20;
    private static final int MAX_OPEN_FILES = 128;
    private static final double BLOOM_BITS_PER_KEY = 10;

    private final Path folder;
    private final Cache cache;
    private final BloomFilter filter;
    private final Options options;
    private final WriteOptions writeOptions = new WriteOptions();
    private final RocksDB db;
    private final Snapshots snapshots;
    // a read of a closed database would end the process, so closing waits for readers
    private final ReadWriteLock open = new ReentrantReadWriteLock();
    private boolean closed;

    private Store(Path folder) {
        this.folder = folder;
        this.cache = new LRUCache(BLOCK_CACHE_BYTES, 2);
        this.filter = new BloomFilter(BLOOM_BITS_PER_KEY);
        this.options = options(cache, filter);
        try {
            Files.createDirectories(folder);
            this.db = RocksDB.open(options, folder.toString());
            this.snapshots = new Snapshots(db);
        } catch (IOException e) {
            releaseOptions();
            throw new StoreException("cannot create the data folder " + folder + ": " + e.getMessage(), e);
        } catch (RocksDBException e) {
            releaseOptions();
            throw openingFailed(folder, e);
        }
    }

    /**
     * Opens a data folder, which is created when it is not there.
     *
     * @throws StoreMismatchException when the data is of another network, genesis, number of groups or broker
     * @throws StoreException when the folder cannot be opened, for example because another process has it open
     */
    public static Store open(Path folder, StoreIdentity identity) {
        RocksDB.loadLibrary();
        Store store = new Store(folder);
        try {
            byte[] recorded = store.get(Table.META, IDENTITY);
            StoreIdentity stored = recorded == null ? null : StoreIdentity.decode(recorded);
            if (stored != null) {
                identity.requireReadable(stored, folder);
            }
            if (recorded == null || !Arrays.equals(identity.encode(), recorded)) {
                StoreBatch batch = new StoreBatch();
                batch.put(Table.META, IDENTITY, identity.encode());
                store.write(batch);
            }
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The value of a key, null when there is none. */
    public byte @Nullable [] get(Table table, byte[] key) {
        return reading(() -> {
            try {
                return db.get(table.key(key));
            } catch (RocksDBException e) {
                throw failed("read", e);
            }
        });
    }

    /** Whether a key is there. */
    public boolean contains(Table table, byte[] key) {
        return reading(() -> db.keyExists(table.key(key)));
    }

    /** Writes all changes of a batch at once; when it returns, they outlive the process. */
    public void write(StoreBatch batch) {
        onSnapshots(() -> {
            try (WriteBatch all = new WriteBatch()) {
                for (StoreBatch.Change change : batch.changes()) {
                    byte @Nullable [] value = change.value();
                    snapshots.record(all, change);
                    if (value == null) {
                        all.delete(change.key());
                    } else {
                        all.put(change.key(), value);
                    }
                }
                db.write(writeOptions, all);
                return true;
            }
        });
    }

    /**
     * Takes a snapshot to {@link #revert} to, in about no time; writing is a little slower while there are snapshots.
     *
     * @param description what is to be known of it, see {@link #snapshots}
     * @return its number: 1 or more, higher than all before
     */
    public int takeSnapshot(byte[] description) {
        return onSnapshots(() -> snapshots.take(description));
    }

    /** The descriptions of the snapshots, by number. */
    public SortedMap<Integer, byte[]> snapshots() {
        return onSnapshots(snapshots::all);
    }

    /**
     * Sets all tables but the folder's own settings and the peers back to a snapshot, at once. The snapshot stays, later ones are
     * gone. Whoever keeps in memory what tables hold has to read it anew.
     *
     * @return how many keys were changed
     * @throws NoSuchElementException when there is no such snapshot
     */
    public int revert(int number) {
        return onSnapshots(() -> snapshots.revert(number));
    }

    /**
     * Forgets a snapshot; the tables stay as they are.
     *
     * @throws NoSuchElementException when there is no such snapshot
     */
    public void dropSnapshot(int number) {
        onSnapshots(() -> {
            snapshots.drop(number);
            return true;
        });
    }

    /** Something that changes the database. */
    private interface Change<T> {
        T make() throws RocksDBException;
    }

    private <T> T onSnapshots(Change<T> change) {
        return reading(() -> {
            synchronized (snapshots) {
                try {
                    return change.make();
                } catch (RocksDBException e) {
                    throw failed("write", e);
                }
            }
        });
    }

    /** Visits the entries of a table whose keys start with {@code prefix}, in the order of their unsigned bytes. */
    public void scan(Table table, byte[] prefix, EntryVisitor visitor) {
        reading(() -> {
            byte[] start = table.key(prefix);
            try (RocksIterator iterator = db.newIterator()) {
                boolean more = true;
                for (iterator.seek(start); more && iterator.isValid(); iterator.next()) {
                    byte[] key = iterator.key();
                    if (!startsWith(key, start)) {
                        break;
                    }
                    more = visitor.visit(Arrays.copyOfRange(key, 1, key.length), iterator.value());
                }
                iterator.status();
                return true;
            } catch (RocksDBException e) {
                throw failed("read", e);
            }
        });
    }

    /** Receives entries of a scan. */
    @FunctionalInterface
    public interface EntryVisitor {
        /** Returns whether to go on. */
        boolean visit(byte[] key, byte[] value);
    }

    /** Closes the folder after the calls that are under way. Closing again does nothing. */
    @Override
    public void close() {
        Lock exclusive = open.writeLock();
        exclusive.lock();
        try {
            if (!closed) {
                closed = true;
                db.close();
                writeOptions.close();
                releaseOptions();
            }
        } finally {
            exclusive.unlock();
        }
    }

    private <T extends @Nullable Object> T reading(Supplier<T> action) {
        Lock shared = open.readLock();
        shared.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the data folder " + folder + " is closed");
            }
            return action.get();
        } finally {
            shared.unlock();
        }
    }

    private void releaseOptions() {
        options.close();
        filter.close();
        cache.close();
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    private StoreException failed(String action, RocksDBException e) {
        return new StoreException("cannot " + action + " the data in " + folder + ": " + e.getMessage(), e);
    }

    private static StoreException openingFailed(Path folder, RocksDBException e) {
        Status status = e.getStatus();
        String text = String.valueOf(e.getMessage());
        if (status != null && status.getCode() == Status.Code.IOError && text.contains("lock")) {
            return new StoreException("the data folder " + folder + " is in use by another process: end it first", e);
        }
        return new StoreException("cannot open the data folder " + folder + ": " + text, e);
    }

    private static Options options(Cache cache, BloomFilter filter) {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setFilterPolicy(filter)
                .setFormatVersion(5);
        return new Options()
                .setCreateIfMissing(true)
                .setTableFormatConfig(table)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setDbWriteBufferSize(2 * WRITE_BUFFER_BYTES)
                .setMaxWriteBufferNumber(2)
                .setMaxTotalWalSize(4 * WRITE_BUFFER_BYTES)
                .setMaxOpenFiles(MAX_OPEN_FILES)
                .setMaxBackgroundJobs(2)
                .setMaxSubcompactions(1)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setKeepLogFileNum(1)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }
}
