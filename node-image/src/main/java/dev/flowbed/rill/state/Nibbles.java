package dev.flowbed.rill.state;

import java.util.Arrays;

/** Keys as half bytes, one to an array element, high half first. */
final class Nibbles {
    private Nibbles() {}

    static byte[] of(byte[] bytes) {
        return unpack(bytes, bytes.length * 2);
    }

    /** The first {@code count} nibbles of some bytes. */
    static byte[] unpack(byte[] bytes, int count) {
        byte[] nibbles = new byte[count];
        for (int i = 0; i < count; i++) {
            nibbles[i] = (byte) (i % 2 == 0 ? bytes[i / 2] >> 4 & 0xf : bytes[i / 2] & 0xf);
        }
        return nibbles;
    }

    /** The bytes of an even number of nibbles. */
    static byte[] pack(byte[] nibbles) {
        byte[] bytes = new byte[nibbles.length / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (nibbles[2 * i] << 4 | nibbles[2 * i + 1]);
        }
        return bytes;
    }

    static byte[] from(byte[] nibbles, int start) {
        return Arrays.copyOfRange(nibbles, start, nibbles.length);
    }

    /** A path, one more nibble, and another path. */
    static byte[] join(byte[] first, int nibble, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + 1 + second.length);
        joined[first.length] = (byte) nibble;
        System.arraycopy(second, 0, joined, first.length + 1, second.length);
        return joined;
    }
}
