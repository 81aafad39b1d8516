package dev.flowbed.alephium.model;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a block hash must not exceed, in compact form: one byte of size, three of mantissa; the value is mantissa * 256^(size - 3)
 * (model/Target.scala).
 */
public record Target(int bits) implements Comparable<Target>, Encodable {
    private static final BigInteger BOUND = BigInteger.ONE.shiftLeft(256);

    /** The easiest target that can be written. */
    public static final Target MAX = of(BOUND.subtract(BigInteger.ONE));

    /** The target nearest below a value: the compact form keeps 24 bits. */
    public static Target of(BigInteger value) {
        if (value.signum() < 0 || value.compareTo(BOUND) >= 0) {
            throw new IllegalArgumentException("not a target: " + value);
        }
        int size = (value.bitLength() + 7) / 8;
        int mantissa = size <= 3
                ? value.intValue() << (8 * (3 - size))
                : value.shiftRight(8 * (size - 3)).intValue();
        return new Target((size << 24) | (mantissa & 0xffffff));
    }

    /** The easiest target whose hashes start with at least so many zero bits. */
    public static Target ofLeastZeros(int zeros) {
        return of(BigInteger.ONE.shiftLeft(256 - zeros).subtract(BigInteger.ONE));
    }

    /** The target of a difficulty (model/Difficulty.scala). */
    public static Target ofDifficulty(BigInteger difficulty) {
        return difficulty.equals(BigInteger.ONE) ? MAX : of(BOUND.divide(difficulty));
    }

    /**
     * The target at which so many hashes per second over all chains give each chain one block per block time: a chain sees a
     * share, and only every G^2-th hash falls to the chain it was made for.
     */
    public static Target ofHashRate(BigInteger hashesPerSecond, long blockTimeMillis, int groups) {
        BigInteger needed = hashesPerSecond
                .multiply(BigInteger.valueOf(blockTimeMillis))
                .divide(BigInteger.valueOf(1000L * chains(groups) * chains(groups)));
        return of(BOUND.divide(needed));
    }

    private static long chains(int groups) {
        return (long) groups * groups;
    }

    /** From eight hexadecimal digits. */
    public static Target fromHex(String hex) {
        Bytes bytes = Bytes.fromHex(hex);
        if (bytes.length() != 4) {
            throw new FormatException("expected a target of 4 bytes in hexadecimal, found '" + hex + "'");
        }
        return ByteReader.readAll(bytes, Target::read);
    }

    public static Target read(ByteReader in) {
        return new Target(in.int32());
    }

    @Override
    public void write(ByteWriter out) {
        out.int32(bits);
    }

    /** The number itself. */
    public BigInteger value() {
        int size = bits >>> 24;
        BigInteger mantissa = BigInteger.valueOf(bits & 0xffffff);
        return size <= 3 ? mantissa.shiftRight(8 * (3 - size)) : mantissa.shiftLeft(8 * (size - 3));
    }

    /** How many hashes are expected for one that meets the target; zero for a target of zero. */
    public BigInteger difficulty() {
        BigInteger value = value();
        return value.signum() == 0 ? BigInteger.ZERO : BOUND.divide(value);
    }

    /** The hashes per second over all chains that this target calls for, at least 1 (mining/HashRate.scala). */
    public BigInteger hashRate(long blockTimeMillis, int groups) {
        return difficulty()
                .multiply(BigInteger.valueOf(1000L * chains(groups) * chains(groups)))
                .divide(BigInteger.valueOf(blockTimeMillis))
                .max(BigInteger.ONE);
    }

    /** True when the hash, as an unsigned number, is not above the target. */
    public boolean isMetBy(BlockHash hash) {
        return new BigInteger(1, hash.toArray()).compareTo(value()) <= 0;
    }

    /** The weighted average of a chain's own new target and those of its dependencies (before the Leman upgrade). */
    public static Target average(Target own, List<Target> dependencies, int groups) {
        BigInteger sum = own.value().multiply(BigInteger.valueOf(2L * groups + 1));
        for (Target dependency : dependencies) {
            sum = sum.add(dependency.value());
        }
        return of(sum.divide(BigInteger.valueOf(4L * groups)));
    }

    /** Eight hexadecimal digits. */
    public String hex() {
        return HexFormat.of().toHexDigits(bits);
    }

    @Override
    public int compareTo(Target that) {
        return value().compareTo(that.value());
    }

    @Override
    public String toString() {
        return hex();
    }

    // by hand: the method that a record makes up costs each node tens of milliseconds at its first call
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Target that && bits == that.bits;
    }

    @Override
    public int hashCode() {
        return bits;
    }
}
