package dev.flowbed.miner.hash;

import dev.flowbed.alephium.hash.Blake3;
import java.nio.ByteBuffer;

/** Hashes one nonce after the other on the CPU. Allocates once a search, never once a try. */
public final class ScalarEngine implements HashEngine {

    private static final int USUAL_TRIES = 2048;

    private final Blake3 blake3 = new Blake3();
    private final byte[] hash = new byte[Work.HASH_LENGTH];

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public int usualTries() {
        return USUAL_TRIES;
    }

    @Override
    public long search(Work work, byte[] prefix, long first, int tries) {
        byte[] blob = work.headerBlob();
        ByteBuffer header = ByteBuffer.allocate(Work.NONCE_LENGTH + blob.length);
        header.put(prefix).putLong(first).put(blob);
        byte[] bytes = header.array();
        for (long counter = first; counter < first + tries; counter++) {
            header.putLong(Work.PREFIX_LENGTH, counter);
            blake3.doubleHash(bytes, 0, bytes.length, hash, 0);
            if (work.isSolvedBy(hash)) {
                return counter;
            }
        }
        return NOT_FOUND;
    }
}
