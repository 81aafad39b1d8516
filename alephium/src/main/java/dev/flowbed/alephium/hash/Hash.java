package dev.flowbed.alephium.hash;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.Encodable;

/**
 * A Blake2b-256 hash, or what is named by one: transaction ids, output keys, contract and token ids, Merkle roots, state hashes
 * (protocol/.../package.scala).
 */
public final class Hash extends Hash256 implements Comparable<Hash> {
    /** 32 zero bytes. */
    public static final Hash ZERO = new Hash(0, 0, 0, 0);

    private Hash(long w0, long w1, long w2, long w3) {
        super(w0, w1, w2, w3);
    }

    private Hash(byte[] bytes, int offset) {
        super(bytes, offset);
    }

    private Hash(ByteReader in) {
        super(in);
    }

    /** From exactly 32 bytes. */
    public static Hash of(byte[] bytes) {
        requireLength(bytes);
        return new Hash(bytes, 0);
    }

    /** From 64 hexadecimal digits. */
    public static Hash fromHex(String hex) {
        return new Hash(parse(hex), 0);
    }

    /** Reads 32 bytes. */
    public static Hash read(ByteReader in) {
        return new Hash(in);
    }

    /** The Blake2b-256 hash of some bytes. */
    public static Hash blake2b(byte[] input) {
        return of(Blake2b.hash(input));
    }

    /** The Blake2b-256 hash of a value's serialized form. */
    public static Hash blake2b(Encodable value) {
        return blake2b(value.encode());
    }

    /** This hash with its last byte replaced, as contract ids carry their group. */
    public Hash withLastByte(int value) {
        byte[] bytes = toArray();
        bytes[LENGTH - 1] = (byte) value;
        return of(bytes);
    }

    @Override
    public int compareTo(Hash that) {
        return compareWords(that);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && sameWords(that);
    }
}
