package dev.flowbed.alephium.hash;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.codec.FormatException;

/**
 * 32 bytes, held as four big-endian words: small in memory, fast to compare. Ordered byte by byte, bytes from 80 to ff before those
 * from 00 to 7f: the official order (util/Bytes.scala), which sorts uncles and decides between blocks of the same weight.
 */
public abstract sealed class Hash256 implements Encodable permits Hash, BlockHash {
    /** The size of every hash, in bytes. */
    public static final int LENGTH = 32;

    /** The sign bit of every byte. */
    private static final long SIGNS = 0x8080808080808080L;

    private final long w0;
    private final long w1;
    private final long w2;
    private final long w3;

    Hash256(long w0, long w1, long w2, long w3) {
        this.w0 = w0;
        this.w1 = w1;
        this.w2 = w2;
        this.w3 = w3;
    }

    Hash256(byte[] bytes, int offset) {
        this(word(bytes, offset), word(bytes, offset + 8), word(bytes, offset + 16), word(bytes, offset + 24));
    }

    Hash256(ByteReader in) {
        this(in.int64(), in.int64(), in.int64(), in.int64());
    }

    private static long word(byte[] bytes, int offset) {
        long word = 0;
        for (int i = 0; i < 8; i++) {
            word = (word << 8) | (bytes[offset + i] & 0xff);
        }
        return word;
    }

    static byte[] parse(String hex) {
        Bytes bytes = Bytes.fromHex(hex);
        if (bytes.length() != LENGTH) {
            throw new FormatException("expected a hash of 32 bytes in hexadecimal, found " + bytes.length() + " bytes");
        }
        return bytes.unsafeArray();
    }

    static void requireLength(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new FormatException("expected a hash of 32 bytes, found " + bytes.length);
        }
    }

    @Override
    public final void write(ByteWriter out) {
        out.int64(w0).int64(w1).int64(w2).int64(w3);
    }

    /** The bytes, in a fresh array. */
    public final byte[] toArray() {
        byte[] bytes = new byte[LENGTH];
        copyTo(bytes, 0);
        return bytes;
    }

    /** Puts the 32 bytes into an array. */
    public final void copyTo(byte[] target, int offset) {
        put(target, offset, w0);
        put(target, offset + 8, w1);
        put(target, offset + 16, w2);
        put(target, offset + 24, w3);
    }

    private static void put(byte[] target, int offset, long word) {
        for (int i = 7; i >= 0; i--) {
            target[offset + i] = (byte) word;
            word >>>= 8;
        }
    }

    /** One byte, unsigned. */
    public final int at(int index) {
        long word = index < 16 ? (index < 8 ? w0 : w1) : (index < 24 ? w2 : w3);
        return (int) (word >>> (56 - (index & 7) * 8)) & 0xff;
    }

    /** The first 32 bits as an integer: where randomness is wanted. */
    public final int firstInt() {
        return (int) (w0 >>> 32);
    }

    public final boolean isZero() {
        return (w0 | w1 | w2 | w3) == 0;
    }

    /** Lower-case hexadecimal. */
    public final String hex() {
        return Bytes.wrap(toArray()).hex();
    }

    public final Bytes toBytes() {
        return Bytes.wrap(toArray());
    }

    final int compareWords(Hash256 that) {
        int order = compare(w0, that.w0);
        if (order == 0) {
            order = compare(w1, that.w1);
        }
        if (order == 0) {
            order = compare(w2, that.w2);
        }
        return order == 0 ? compare(w3, that.w3) : order;
    }

    private static int compare(long one, long other) {
        return Long.compareUnsigned(one ^ SIGNS, other ^ SIGNS);
    }

    final boolean sameWords(Hash256 that) {
        return w0 == that.w0 && w1 == that.w1 && w2 == that.w2 && w3 == that.w3;
    }

    @Override
    public final int hashCode() {
        // not the first word: proof of work makes it small; not the last bytes alone: they are the chain index
        return Long.hashCode(w1 ^ w2 * 31 + w3);
    }

    @Override
    public final String toString() {
        return hex();
    }
}
