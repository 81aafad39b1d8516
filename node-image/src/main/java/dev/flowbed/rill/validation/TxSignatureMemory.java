package dev.flowbed.rill.validation;

import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Transaction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Remembers which transactions proved their right to spend, with exactly these signatures, so that a block need not check again
 * what the mempool did. Sound because a reference names one output, whose lockup script never changes. Bounded. Thread-safe.
 */
final class TxSignatureMemory {
    private final Set<Hash> valid;

    TxSignatureMemory(int capacity) {
        valid = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<Hash, Boolean>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Hash, Boolean> eldest) {
                return size() > capacity;
            }
        }));
    }

    private static Hash nameOf(Transaction tx) {
        ByteWriter out = new ByteWriter();
        tx.id().write(out);
        return Hash.blake2b(out.vector(tx.inputSignatures()).toByteArray());
    }

    boolean contains(Transaction tx) {
        return valid.contains(nameOf(tx));
    }

    void remember(Transaction tx) {
        valid.add(nameOf(tx));
    }
}
