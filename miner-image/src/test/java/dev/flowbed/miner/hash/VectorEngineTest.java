package dev.flowbed.miner.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorEngineTest {
    /** A hash in four thousand meets it, as on a testnet that is young. */
    private static final byte[] TARGET = Work.targetBytes(BigInteger.ONE.shiftLeft(248));

    private static final byte[] EASY = Work.targetBytes(BigInteger.ONE.shiftLeft(253));

    private final Random random = new Random(11);
    private final VectorEngine vector = new VectorEngine();
    private final ScalarEngine scalar = new ScalarEngine();

    @Test
    void findsEveryBlockThatThePlainEngineFindsInAMillionNonces() {
        Work work = new Work(bytes(302), TARGET, 5, 16);
        byte[] prefix = bytes(Work.PREFIX_LENGTH);
        List<Long> found = all(vector, work, prefix, 1_000_000);
        assertThat(found).hasSizeGreaterThan(150).isEqualTo(all(scalar, work, prefix, 1_000_000));
    }

    @Test
    void agreesOnHeadersOfAnyNumberOfGroups() {
        for (int groups = 1; groups <= 14; groups++) {
            for (int round = 0; round < 8; round++) {
                int chains = groups * groups;
                Work work = new Work(bytes(110 + 32 * (2 * groups - 1) + round), EASY, random.nextInt(chains), chains);
                byte[] prefix = bytes(Work.PREFIX_LENGTH);
                long first = random.nextLong() >>> 1 + random.nextInt(60);
                assertThat(vector.search(work, prefix, first, 2000))
                        .describedAs("%s groups", groups)
                        .isEqualTo(scalar.search(work, prefix, first, 2000));
            }
        }
    }

    @Test
    void carriesTheCounterOverItsFirstWord() {
        for (int round = 0; round < 50; round++) {
            Work work = new Work(bytes(302), EASY, random.nextInt(16), 16);
            byte[] prefix = bytes(Work.PREFIX_LENGTH);
            long first = (1L << 32) - random.nextInt(40);
            assertThat(vector.search(work, prefix, first, 400)).isEqualTo(scalar.search(work, prefix, first, 400));
        }
    }

    @Test
    void triesNoMoreThanItWasAskedTo() {
        Work work = new Work(bytes(302), EASY, 3, 16);
        byte[] prefix = bytes(Work.PREFIX_LENGTH);
        long found = scalar.search(work, prefix, 0, 100_000);
        assertThat(vector.search(work, prefix, 0, (int) found + 1)).isEqualTo(found);
        assertThat(found == 0 ? HashEngine.NOT_FOUND : vector.search(work, prefix, 0, (int) found))
                .isEqualTo(HashEngine.NOT_FOUND);
    }

    @Test
    void refusesHeadersThatItCannotHash() {
        assertThatThrownBy(() -> vector.search(new Work(bytes(40), EASY, 0, 1), bytes(16), 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 bytes");
        assertThatThrownBy(() -> vector.search(new Work(bytes(1001), EASY, 0, 1), bytes(16), 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void passesTheSelfTestAsTheEnginesThatLieDoNot() {
        SelfTest test = new SelfTest(random);
        assertThat(test.passes(vector, 50)).isTrue();
        assertThat(test.passes(new Missing(vector), 50)).isFalse();
    }

    /** Overlooks one nonce in eight. */
    private record Missing(HashEngine engine) implements HashEngine {
        @Override
        public String name() {
            return "missing";
        }

        @Override
        public int usualTries() {
            return engine.usualTries();
        }

        @Override
        public long search(Work work, byte[] prefix, long first, int tries) {
            long found = engine.search(work, prefix, first, tries);
            return (found & 7) == 7 ? NOT_FOUND : found;
        }
    }

    private static List<Long> all(HashEngine engine, Work work, byte[] prefix, long end) {
        List<Long> all = new ArrayList<>();
        long next = 0;
        while (next < end) {
            long found = engine.search(work, prefix, next, (int) Math.min(engine.usualTries() - 1, end - next));
            if (found == HashEngine.NOT_FOUND) {
                next += Math.min(engine.usualTries() - 1, end - next);
            } else {
                all.add(found);
                next = found + 1;
            }
        }
        return all;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
