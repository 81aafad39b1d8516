package dev.flowbed.miner.hash;

import java.math.BigInteger;
import java.util.Random;

/** Compares an engine with the plain one on random work. A device that computes wrongly would mine nothing, and not say so. */
public final class SelfTest {
    private static final int HEADER_BLOB = 302;

    /** A hash in sixteen meets this target. */
    private static final byte[] EASY = Work.targetBytes(BigInteger.ONE.shiftLeft(252));

    private final ScalarEngine plain = new ScalarEngine();
    private final Random random;

    /** Takes its work from a source of chance. */
    public SelfTest(Random random) {
        this.random = random;
    }

    /** Whether the engine finds what the plain one finds in some headers, 256 nonces each. */
    public boolean passes(HashEngine engine, int headers) {
        for (int i = 0; i < headers; i++) {
            Work work = work(EASY);
            byte[] prefix = bytes(Work.PREFIX_LENGTH);
            long first = random.nextLong() >>> 1 + random.nextInt(40);
            int tries = 256;
            if (engine.search(work, prefix, first, tries) != plain.search(work, prefix, first, tries)) {
                return false;
            }
        }
        return true;
    }

    /** Work on a random header of a network of four groups. */
    Work work(byte[] target) {
        return new Work(bytes(HEADER_BLOB), target, random.nextInt(16), 16);
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
