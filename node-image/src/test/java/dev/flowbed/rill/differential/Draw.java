package dev.flowbed.rill.differential;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Random choices, all fixed by one seed; numbers are often those at which something changes. */
final class Draw {
    private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(256);
    private static final BigInteger SIGNED_END = BigInteger.ONE.shiftLeft(255);

    private final Random random;

    Draw(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** True so many times in a hundred. */
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    @SafeVarargs
    final <T> T of(T... values) {
        return values[random.nextInt(values.length)];
    }

    Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    Hash hash() {
        return Hash.of(bytes(Hash.LENGTH).unsafeArray());
    }

    /** Any unsigned integer of 256 bits. */
    BigInteger unsigned() {
        return switch (below(6)) {
            case 0 -> BigInteger.valueOf(below(7));
            case 1 -> UNSIGNED_END.subtract(BigInteger.valueOf(1 + below(3)));
            case 2 -> near(BigInteger.ONE.shiftLeft(of(5, 6, 7, 8, 13, 14, 16, 29, 30, 31, 32, 63, 64, 128, 255)));
            default -> new BigInteger(between(1, 256), random);
        };
    }

    private BigInteger near(BigInteger value) {
        return value.add(BigInteger.valueOf(below(3) - 1));
    }

    /** Any signed integer of 256 bits. */
    BigInteger signed() {
        if (chance(8)) {
            return chance(50) ? SIGNED_END.negate() : SIGNED_END.subtract(BigInteger.ONE);
        }
        BigInteger size = unsigned().shiftRight(1);
        return chance(50) ? size : size.negate();
    }

    /** An unsigned integer with which most arithmetic stays in range. */
    BigInteger small() {
        return chance(60) ? BigInteger.valueOf(below(20)) : new BigInteger(between(1, 60), random);
    }
}
