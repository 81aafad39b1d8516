package dev.flowbed.alephium.amount;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.codec.FormatException;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An unsigned integer of 256 bits: amounts of ALPH (in atto ALPH, 10^-18) and of tokens. Arithmetic that leaves the range fails. */
public record U256(BigInteger value) implements Comparable<U256>, Encodable {
    public static final U256 ZERO = new U256(BigInteger.ZERO);
    public static final U256 ONE = new U256(BigInteger.ONE);
    public static final U256 MAX = new U256(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));

    /** Fails with {@link ArithmeticException} outside 0 .. 2^256 - 1. */
    public U256 {
        if (!inRange(value)) {
            throw new ArithmeticException("not an unsigned integer of 256 bits: " + value);
        }
    }

    private static boolean inRange(BigInteger value) {
        return value.signum() >= 0 && value.bitLength() <= 256;
    }

    public static U256 of(long value) {
        return new U256(BigInteger.valueOf(value));
    }

    /** From decimal digits; {@link FormatException} when they are none or too many. */
    public static U256 parse(String digits) {
        if (digits.isEmpty() || digits.length() > 78 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new FormatException("not an unsigned integer: '" + digits + "'");
        }
        BigInteger value = new BigInteger(digits);
        if (!inRange(value)) {
            throw new FormatException("more than 256 bits: " + digits);
        }
        return new U256(value);
    }

    public static U256 read(ByteReader in) {
        return new U256(in.compactUnsigned());
    }

    @Override
    public void write(ByteWriter out) {
        out.compactUnsigned(value);
    }

    public U256 plus(U256 that) {
        return new U256(value.add(that.value));
    }

    public U256 minus(U256 that) {
        return new U256(value.subtract(that.value));
    }

    public U256 times(U256 that) {
        return new U256(value.multiply(that.value));
    }

    public U256 times(long that) {
        return new U256(value.multiply(BigInteger.valueOf(that)));
    }

    public U256 dividedBy(U256 that) {
        return new U256(value.divide(that.value));
    }

    public U256 dividedBy(long that) {
        return new U256(value.divide(BigInteger.valueOf(that)));
    }

    /** The sum, unless it leaves the range. */
    public Optional<U256> tryPlus(U256 that) {
        return checked(value.add(that.value));
    }

    /** The difference, unless it leaves the range. */
    public Optional<U256> tryMinus(U256 that) {
        return checked(value.subtract(that.value));
    }

    private static Optional<U256> checked(BigInteger result) {
        return inRange(result) ? Optional.of(new U256(result)) : Optional.empty();
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    public static U256 max(U256 a, U256 b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    public static U256 min(U256 a, U256 b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    @Override
    public int compareTo(U256 that) {
        return value.compareTo(that.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }

    // by hand: the method that a record makes up costs each node tens of milliseconds at its first call
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof U256 that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
