package dev.flowbed.alephium.codec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads values in the official serialization; the mirror of {@link ByteWriter}. As lenient as the official node about compact
 * integers that could be shorter, as strict about everything else. Errors are {@link FormatException}s with the offset.
 */
public final class ByteReader {
    private static final int MODE_MASK = 0xc0;
    private static final int MULTI_BYTE = 0xc0;

    private final byte[] bytes;
    private final int end;
    private int position;

    public ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public ByteReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    public ByteReader(Bytes bytes) {
        this(bytes.unsafeArray());
    }

    /** Reads one value that takes up the whole input; bytes left over are an error. */
    public static <T> T readAll(byte[] bytes, Decoder<T> decoder) {
        ByteReader in = new ByteReader(bytes);
        T value = decoder.read(in);
        in.expectEnd();
        return value;
    }

    /** Reads one value that takes up the whole input; bytes left over are an error. */
    public static <T> T readAll(Bytes bytes, Decoder<T> decoder) {
        return readAll(bytes.unsafeArray(), decoder);
    }

    public int position() {
        return position;
    }

    public int remaining() {
        return end - position;
    }

    /** Fails when bytes are left over. */
    public void expectEnd() {
        if (position != end) {
            throw error("expected the end of the input, found " + remaining() + " more bytes");
        }
    }

    /** An error at the current position. */
    public FormatException error(String message) {
        return new FormatException(position, message);
    }

    private void need(int count) {
        if (count > remaining()) {
            throw error("expected " + count + " bytes, found " + remaining());
        }
    }

    /** The bytes between an earlier position and here. */
    public Bytes since(int from) {
        return Bytes.wrap(Arrays.copyOfRange(bytes, from, position));
    }

    public int u8() {
        need(1);
        return bytes[position++] & 0xff;
    }

    /** The next byte without moving on. */
    public int peek() {
        need(1);
        return bytes[position] & 0xff;
    }

    public boolean bool() {
        int value = u8();
        if (value > 1) {
            position--;
            throw error("expected 0 or 1, found " + value);
        }
        return value == 1;
    }

    public byte[] raw(int count) {
        need(count);
        position += count;
        return Arrays.copyOfRange(bytes, position - count, position);
    }

    public void skip(int count) {
        need(count);
        position += count;
    }

    /** Four bytes, big-endian. */
    public int int32() {
        need(4);
        int value = bytes[position] << 24
                | (bytes[position + 1] & 0xff) << 16
                | (bytes[position + 2] & 0xff) << 8
                | (bytes[position + 3] & 0xff);
        position += 4;
        return value;
    }

    /** Eight bytes, big-endian. */
    public long int64() {
        return ((long) int32() << 32) | (int32() & 0xffffffffL);
    }

    /** A point in time: milliseconds since 1970, never negative. */
    public long timestamp() {
        long millis = int64();
        if (millis < 0) {
            position -= 8;
            throw error("expected a timestamp, found the negative number " + millis);
        }
        return millis;
    }

    /** A signed compact integer of at most 32 bits. */
    public int compactInt() {
        int first = peek();
        return switch (first & MODE_MASK) {
            case 0x00 -> u8() << 26 >> 26;
            case 0x40 -> {
                need(2);
                yield u8() << 26 >> 18 | u8();
            }
            case 0x80 -> int32() << 2 >> 2;
            default -> {
                if (first != MULTI_BYTE) {
                    throw error("expected an integer of 4 bytes, found one of " + multiByteLength(first) + " bytes");
                }
                need(5);
                position++;
                yield int32();
            }
        };
    }

    /** A signed compact integer of at most 256 bits. */
    public BigInteger compactSigned() {
        int first = peek();
        if ((first & MODE_MASK) != MULTI_BYTE) {
            return BigInteger.valueOf(compactInt());
        }
        int start = position;
        need(1 + multiByteLength(first));
        position++;
        BigInteger value = new BigInteger(raw(multiByteLength(first)));
        if (value.bitLength() > 255) {
            position = start;
            throw error("expected a signed integer of at most 256 bits, found one of " + (value.bitLength() + 1));
        }
        return value;
    }

    /** An unsigned compact integer of at most 256 bits. */
    public BigInteger compactUnsigned() {
        int first = peek();
        return switch (first & MODE_MASK) {
            case 0x00 -> BigInteger.valueOf(u8());
            case 0x40 -> {
                need(2);
                yield BigInteger.valueOf((u8() & 0x3f) << 8 | u8());
            }
            case 0x80 -> BigInteger.valueOf(int32() & 0x3fffffff);
            default -> multiByteUnsigned(first);
        };
    }

    private BigInteger multiByteUnsigned(int first) {
        int start = position;
        need(1 + multiByteLength(first));
        position++;
        BigInteger value = new BigInteger(1, raw(multiByteLength(first)));
        if (value.bitLength() > 256) {
            position = start;
            throw error("expected an unsigned integer of at most 256 bits, found one of " + value.bitLength());
        }
        return value;
    }

    private static int multiByteLength(int first) {
        return (first & 0x3f) + 4;
    }

    /** A byte string: its length, then the bytes. */
    public Bytes blob() {
        int start = position;
        int length = compactInt();
        if (length < 0) {
            position = start;
            throw error("expected the length of a byte string, found " + length);
        }
        return Bytes.wrap(raw(length));
    }

    /** A vector: how many, then one after the other. */
    public <T> List<T> vector(Decoder<T> decoder) {
        int count = count();
        if (count == 0) {
            return List.of();
        }
        List<T> values = new ArrayList<>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            values.add(decoder.read(this));
        }
        return List.copyOf(values);
    }

    /** The number of elements of a vector; more than there are bytes left is refused before anything is allocated. */
    public int count() {
        int start = position;
        int count = compactInt();
        if (count < 0 || count > remaining()) {
            position = start;
            throw error("expected the length of a vector, found " + count + " with " + (end - start) + " bytes left");
        }
        return count;
    }

    /** A value that may be absent: 0, or 1 and the value. */
    public <T> Optional<T> option(Decoder<T> decoder) {
        int flag = u8();
        return switch (flag) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(decoder.read(this));
            default -> {
                position--;
                throw error("expected 0 or 1 for an option, found " + flag);
            }
        };
    }
}
