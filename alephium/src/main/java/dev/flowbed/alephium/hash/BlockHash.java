package dev.flowbed.alephium.hash;

import dev.flowbed.alephium.codec.ByteReader;

/**
 * The Blake3 double hash of a block header: names the block, proves its work and carries its chain index.
 */
public final class BlockHash extends Hash256 implements Comparable<BlockHash> {
    /** 32 zero bytes. */
    public static final BlockHash ZERO = new BlockHash(0, 0, 0, 0);

    private BlockHash(long w0, long w1, long w2, long w3) {
        super(w0, w1, w2, w3);
    }

    private BlockHash(byte[] bytes, int offset) {
        super(bytes, offset);
    }

    private BlockHash(ByteReader in) {
        super(in);
    }

    /** From exactly 32 bytes. */
    public static BlockHash of(byte[] bytes) {
        requireLength(bytes);
        return new BlockHash(bytes, 0);
    }

    /** From 64 hexadecimal digits. */
    public static BlockHash fromHex(String hex) {
        return new BlockHash(parse(hex), 0);
    }

    /** Reads 32 bytes. */
    public static BlockHash read(ByteReader in) {
        return new BlockHash(in);
    }

    /** The hash of a serialized header (mining/PoW.scala: Blake3 twice). */
    public static BlockHash ofHeader(byte[] header) {
        return of(Blake3.doubleHash(header));
    }

    @Override
    public int compareTo(BlockHash that) {
        return compareWords(that);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockHash that && sameWords(that);
    }
}
