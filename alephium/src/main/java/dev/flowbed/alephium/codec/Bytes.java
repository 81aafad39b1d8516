package dev.flowbed.alephium.codec;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes, equal by content. */
public final class Bytes {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of an array. */
    public static Bytes of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
    }

    /** Takes an array over: the caller must not touch it again. */
    public static Bytes wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes);
    }

    /** Bytes from hexadecimal text; {@link FormatException} when it is none. */
    public static Bytes fromHex(String hex) {
        try {
            return wrap(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw new FormatException("not hexadecimal: " + abbreviate(hex));
        }
    }

    private static String abbreviate(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    public byte at(int index) {
        return bytes[index];
    }

    /** A fresh copy. */
    public byte[] toArray() {
        return bytes.clone();
    }

    /** The array itself, for reading only: saves the copy where bytes are hashed or sent. */
    public byte[] unsafeArray() {
        return bytes;
    }

    public Bytes slice(int from, int to) {
        return wrap(Arrays.copyOfRange(bytes, from, to));
    }

    /** Lower-case hexadecimal. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
