package dev.flowbed.miner.benchmark;

import dev.flowbed.miner.hash.HashEngine;
import dev.flowbed.miner.hash.Work;
import java.util.Random;
import java.util.function.LongSupplier;

/** Searching as the miner does, for what nobody finds. */
final class Searching {
    private static final int HEADER_BLOB = 302;

    private Searching() {}

    /** A batch a call on a random header of a network of four groups. */
    static LongSupplier of(HashEngine engine) {
        Random random = new Random();
        byte[] blob = new byte[HEADER_BLOB];
        byte[] prefix = new byte[Work.PREFIX_LENGTH];
        random.nextBytes(blob);
        random.nextBytes(prefix);
        Work work = new Work(blob, new byte[Work.HASH_LENGTH], 5, 16);
        long[] counter = {0};
        return () -> {
            int tries = engine.usualTries();
            engine.search(work, prefix, counter[0], tries);
            counter[0] += tries;
            return tries;
        };
    }
}
