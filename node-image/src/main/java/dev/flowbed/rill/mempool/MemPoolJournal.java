package dev.flowbed.rill.mempool;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreBatch;
import dev.flowbed.rill.store.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where accepted transactions outlive the process until a block has them. */
public interface MemPoolJournal {
    /** Keeps nothing. */
    MemPoolJournal NONE = new MemPoolJournal() {
        @Override
        public void add(PendingTx tx) {
            // not kept
        }

        @Override
        public void remove(PendingTx tx) {
            // was not kept
        }

        @Override
        public List<PendingTx> load(int groups) {
            return List.of();
        }
    };

    /** Writes a transaction down. */
    void add(PendingTx tx);

    /** Forgets a transaction. */
    void remove(PendingTx tx);

    /** The transactions written down, oldest first; those that cannot be read are left out. */
    List<PendingTx> load(int groups);

    /** A journal in {@link Table#MEMPOOL}. */
    static MemPoolJournal in(Store store) {
        return new Stored(store);
    }

    /** Transaction id to the time it was accepted and the signed transaction. */
    record Stored(Store store) implements MemPoolJournal {
        private static final Logger LOG = LoggerFactory.getLogger(MemPoolJournal.class);

        @Override
        public void add(PendingTx tx) {
            ByteWriter value = new ByteWriter().timestamp(tx.seenAt());
            tx.template().write(value);
            StoreBatch batch = new StoreBatch();
            batch.put(Table.MEMPOOL, tx.id().toArray(), value.toByteArray());
            store.write(batch);
        }

        @Override
        public void remove(PendingTx tx) {
            StoreBatch batch = new StoreBatch();
            batch.delete(Table.MEMPOOL, tx.id().toArray());
            store.write(batch);
        }

        @Override
        public List<PendingTx> load(int groups) {
            List<PendingTx> found = new ArrayList<>();
            store.scan(Table.MEMPOOL, new byte[0], (key, value) -> {
                try {
                    ByteReader in = new ByteReader(value);
                    long seenAt = in.timestamp();
                    TransactionTemplate template = TransactionTemplate.read(in);
                    found.add(new PendingTx(template, template.unsigned().chainIndex(groups), seenAt));
                } catch (FormatException e) {
                    LOG.warn("leaving out a waiting transaction that cannot be read: {}", e.getMessage());
                }
                return true;
            });
            found.sort(Comparator.comparingLong(PendingTx::seenAt));
            return found;
        }
    }
}
