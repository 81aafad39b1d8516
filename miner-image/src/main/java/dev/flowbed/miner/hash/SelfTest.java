package dev.flowbed.miner.hash;

import dev.flowbed.alephium.hash.Blake3;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Random;

/** Compares an engine with the plain one on random work. A device that computes wrongly would mine nothing, and not say so. */
public final class SelfTest {
    private static final int HEADER_BLOB = 302;

    /** A hash in sixteen meets this target. */
    private static final byte[] EASY = Work.targetBytes(BigInteger.ONE.shiftLeft(252));

    /** A hash in sixteen thousand meets this one. */
    private static final byte[] HARD = Work.targetBytes(BigInteger.ONE.shiftLeft(242));

    private static final int HIDDEN_AMONG = 1 << 15;

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

    /** Whether the engine finds the one solution among many nonces, and takes the target to the last bit. */
    public boolean findsHidden(HashEngine engine) {
        Work work = new Work(bytes(HEADER_BLOB), HARD, 0, 1);
        byte[] prefix = bytes(Work.PREFIX_LENGTH);
        long first = random.nextInt() & 0xffff_ffffL;
        long hidden = plain.search(work, prefix, first, HIDDEN_AMONG);
        if (engine.search(work, prefix, first, HIDDEN_AMONG) != hidden) {
            return false;
        }
        if (hidden == HashEngine.NOT_FOUND) {
            return true;
        }
        BigInteger hash = new BigInteger(1, hash(work, prefix, hidden));
        return engine.search(aimed(work, hash), prefix, hidden, 1) == hidden
                && engine.search(aimed(work, hash.subtract(BigInteger.ONE)), prefix, hidden, 1) == HashEngine.NOT_FOUND;
    }

    private static Work aimed(Work work, BigInteger target) {
        return new Work(work.headerBlob(), Work.targetBytes(target), work.chainIndex(), work.chains());
    }

    private static byte[] hash(Work work, byte[] prefix, long counter) {
        return Blake3.doubleHash(ByteBuffer.allocate(Work.NONCE_LENGTH + work.headerBlob().length)
                .put(prefix)
                .putLong(counter)
                .put(work.headerBlob())
                .array());
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
