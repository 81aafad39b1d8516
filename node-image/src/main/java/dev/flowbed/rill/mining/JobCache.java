package dev.flowbed.rill.mining;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.rill.flow.BlockTemplate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The templates that miners may still answer, by their header without the timestamp, as with the official node. Bounded by number
 * and by transactions held; the oldest go first. Belongs to one thread.
 */
final class JobCache {
    private static final int TIMESTAMP_AND_TARGET = 12;
    private static final int TARGET = 4;
    private static final int MAX_TRANSACTIONS = 20_000;

    private final int capacity;
    private final Map<Bytes, BlockTemplate> templates = new LinkedHashMap<>();
    private int transactions;

    JobCache(int capacity) {
        this.capacity = capacity;
    }

    static Bytes key(Bytes headerBlob) {
        byte[] blob = headerBlob.unsafeArray();
        byte[] key = new byte[blob.length - TIMESTAMP_AND_TARGET + TARGET];
        System.arraycopy(blob, 0, key, 0, key.length - TARGET);
        System.arraycopy(blob, blob.length - TARGET, key, key.length - TARGET, TARGET);
        return Bytes.wrap(key);
    }

    /** Whether a blob is long enough to be a header. */
    static boolean isHeader(Bytes headerBlob) {
        return headerBlob.length() > TIMESTAMP_AND_TARGET;
    }

    void put(Bytes headerBlob, BlockTemplate template) {
        BlockTemplate before = templates.put(key(headerBlob), template);
        transactions += template.transactions().size()
                - (before == null ? 0 : before.transactions().size());
        Iterator<BlockTemplate> oldest = templates.values().iterator();
        while (templates.size() > 1 && (templates.size() > capacity || transactions > MAX_TRANSACTIONS)) {
            transactions -= oldest.next().transactions().size();
            oldest.remove();
        }
    }

    Optional<BlockTemplate> get(Bytes headerBlob) {
        return Optional.ofNullable(templates.get(key(headerBlob)));
    }

    void remove(Bytes headerBlob) {
        BlockTemplate gone = templates.remove(key(headerBlob));
        transactions -= gone == null ? 0 : gone.transactions().size();
    }
}
