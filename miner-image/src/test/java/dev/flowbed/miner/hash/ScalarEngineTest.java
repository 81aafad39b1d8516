package dev.flowbed.miner.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Random;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.junit.jupiter.api.Test;

class ScalarEngineTest {

    private static final BigInteger EASY = BigInteger.ONE.shiftLeft(252);

    private final Random random = new Random(7);
    private final ScalarEngine engine = new ScalarEngine();

    @Test
    void findsTheFirstNonceThatAPlainReferenceFinds() {
        for (int round = 0; round < 20; round++) {
            byte[] blob = bytes(302);
            byte[] prefix = bytes(Work.PREFIX_LENGTH);
            Work work = new Work(blob, Work.targetBytes(EASY), round % 16, 16);
            long first = random.nextInt(1 << 20);
            long expected = reference(work, prefix, first, 4096);
            assertThat(engine.search(work, prefix, first, 4096)).isEqualTo(expected);
        }
    }

    @Test
    void findsNothingUnderAnImpossibleTarget() {
        Work work = new Work(bytes(302), new byte[32], 0, 1);
        assertThat(engine.search(work, bytes(16), 0, 2000)).isEqualTo(HashEngine.NOT_FOUND);
    }

    @Test
    void triesNoMoreThanItWasAskedTo() {
        byte[] blob = bytes(302);
        byte[] prefix = bytes(16);
        Work work = new Work(blob, Work.targetBytes(EASY), 3, 4);
        long found = reference(work, prefix, 0, 100_000);
        assertThat(engine.search(work, prefix, 0, (int) found)).isEqualTo(HashEngine.NOT_FOUND);
        assertThat(engine.search(work, prefix, 0, (int) found + 1)).isEqualTo(found);
    }

    @Test
    void bringsTargetsTo32Bytes() {
        assertThat(Work.targetBytes(BigInteger.ONE.shiftLeft(255)))
                .startsWith(0x80)
                .hasSize(32);
        assertThat(Work.targetBytes(BigInteger.ONE.shiftLeft(300)))
                .containsOnly(0xff)
                .hasSize(32);
        assertThat(Work.targetBytes(BigInteger.ONE)).endsWith(0, 1).hasSize(32);
    }

    private static long reference(Work work, byte[] prefix, long first, int tries) {
        for (long counter = first; counter < first + tries; counter++) {
            byte[] header = ByteBuffer.allocate(24 + work.headerBlob().length)
                    .put(prefix)
                    .putLong(counter)
                    .put(work.headerBlob())
                    .array();
            byte[] hash = blake3(blake3(header));
            boolean meets = new BigInteger(1, hash).compareTo(new BigInteger(1, work.target())) <= 0;
            int index = new BigInteger(1, hash).mod(BigInteger.valueOf(65536)).intValue() % work.chains();
            if (meets && index == work.chainIndex()) {
                return counter;
            }
        }
        return HashEngine.NOT_FOUND;
    }

    private static byte[] blake3(byte[] input) {
        Blake3Digest digest = new Blake3Digest(256);
        digest.update(input, 0, input.length);
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);
        return hash;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
