package dev.flowbed.alephium.codec;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Appends values in the official serialization (serde/.../CompactInteger.scala, serde/.../Serde.scala). Compact integers take one,
 * two or four bytes, marked in the two highest bits, or a length and as many bytes.
 */
public final class ByteWriter {
    private static final int MULTI_BYTE = 0xc0;
    private static final BigInteger UNSIGNED_FOUR_BYTE_BOUND = BigInteger.ONE.shiftLeft(30);
    private static final int SIGNED_FOUR_BYTE_BOUND = 1 << 29;

    private byte[] buffer;
    private int size;

    public ByteWriter() {
        this(256);
    }

    public ByteWriter(int capacity) {
        buffer = new byte[capacity];
    }

    public int size() {
        return size;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    public Bytes toBytes() {
        return Bytes.wrap(toByteArray());
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }

    /** One byte: the low eight bits. */
    public ByteWriter u8(int value) {
        reserve(1);
        buffer[size++] = (byte) value;
        return this;
    }

    public ByteWriter bool(boolean value) {
        return u8(value ? 1 : 0);
    }

    public ByteWriter raw(byte[] bytes) {
        return raw(bytes, 0, bytes.length);
    }

    public ByteWriter raw(byte[] bytes, int offset, int length) {
        reserve(length);
        System.arraycopy(bytes, offset, buffer, size, length);
        size += length;
        return this;
    }

    public ByteWriter raw(Bytes bytes) {
        return raw(bytes.unsafeArray());
    }

    /** Four bytes, big-endian. */
    public ByteWriter int32(int value) {
        return u8(value >> 24).u8(value >> 16).u8(value >> 8).u8(value);
    }

    /** Eight bytes, big-endian. */
    public ByteWriter int64(long value) {
        return int32((int) (value >> 32)).int32((int) value);
    }

    /** A point in time: milliseconds since 1970 as eight bytes. */
    public ByteWriter timestamp(long millis) {
        return int64(millis);
    }

    /** A signed compact integer (lengths, gas, thresholds). */
    public ByteWriter compactInt(int n) {
        int sign = n < 0 ? -1 : 0;
        int magnitude = n ^ sign;
        if (magnitude < 1 << 5) {
            return u8(n & 0x3f);
        } else if (magnitude < 1 << 13) {
            return u8(0x40 | (n >> 8 & 0x3f)).u8(n);
        } else if (magnitude < SIGNED_FOUR_BYTE_BOUND) {
            return u8(0x80 | (n >> 24 & 0x3f)).u8(n >> 16).u8(n >> 8).u8(n);
        }
        return u8(MULTI_BYTE).int32(n);
    }

    /** A signed compact integer of any size the protocol knows (256 bits). */
    public ByteWriter compactSigned(BigInteger n) {
        if (n.bitLength() <= 29) {
            return compactInt(n.intValue());
        }
        byte[] data = n.toByteArray();
        return u8(data.length - 4 + MULTI_BYTE).raw(data);
    }

    /** An unsigned compact integer that fits 32 bits, given as such. */
    public ByteWriter compactUnsigned(int n) {
        return compactUnsigned(BigInteger.valueOf(Integer.toUnsignedLong(n)));
    }

    /** An unsigned compact integer of any size the protocol knows (256 bits). */
    public ByteWriter compactUnsigned(BigInteger n) {
        if (n.compareTo(UNSIGNED_FOUR_BYTE_BOUND) < 0) {
            int small = n.intValue();
            if (small < 1 << 6) {
                return u8(small);
            } else if (small < 1 << 14) {
                return u8(0x40 | small >> 8).u8(small);
            }
            return u8(0x80 | small >> 24).u8(small >> 16).u8(small >> 8).u8(small);
        }
        byte[] data = n.toByteArray();
        int skip = data[0] == 0 ? 1 : 0;
        return u8(data.length - skip - 4 + MULTI_BYTE).raw(data, skip, data.length - skip);
    }

    /** A byte string: its length, then the bytes. */
    public ByteWriter blob(Bytes bytes) {
        return compactInt(bytes.length()).raw(bytes);
    }

    /** A vector: how many, then one after the other. */
    public <T extends Encodable> ByteWriter vector(List<T> values) {
        compactInt(values.size());
        for (T value : values) {
            value.write(this);
        }
        return this;
    }

    /** A vector whose elements the caller writes. */
    public <T> ByteWriter vector(List<T> values, BiConsumer<ByteWriter, T> encoder) {
        compactInt(values.size());
        for (T value : values) {
            encoder.accept(this, value);
        }
        return this;
    }
}
