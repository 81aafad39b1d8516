package dev.flowbed.miner.hash;

import java.math.BigInteger;

/**
 * What a hash engine needs of a job.
 *
 * @param headerBlob the block header without its nonce
 * @param target the largest hash that counts, 32 bytes, unsigned big-endian
 * @param chainIndex {@code from * groups + to}, which the last two bytes of the hash must give modulo {@code chains}
 * @param chains the number of chains, {@code groups * groups}
 */
public record Work(byte[] headerBlob, byte[] target, int chainIndex, int chains) {

    /** Bytes of a nonce (protocol/.../Nonce.scala). */
    public static final int NONCE_LENGTH = 24;

    public static final int HASH_LENGTH = 32;

    /** Bytes of the nonce that belong to one searcher; the rest counts. */
    public static final int PREFIX_LENGTH = NONCE_LENGTH - Long.BYTES;

    private static final BigInteger LARGEST =
            BigInteger.ONE.shiftLeft(8 * HASH_LENGTH).subtract(BigInteger.ONE);

    /** Brings a target to 32 bytes, big-endian; one beyond 256 bits is met by every hash. */
    public static byte[] targetBytes(BigInteger target) {
        if (target.signum() < 0) {
            throw new IllegalArgumentException("a target is not negative: " + target);
        }
        byte[] magnitude = target.min(LARGEST).toByteArray();
        byte[] bytes = new byte[HASH_LENGTH];
        int length = Math.min(HASH_LENGTH, magnitude.length);
        System.arraycopy(magnitude, magnitude.length - length, bytes, HASH_LENGTH - length, length);
        return bytes;
    }

    /** Says whether a hash meets the target and falls on the chain of this work. */
    public boolean isSolvedBy(byte[] hash) {
        int index = ((hash[HASH_LENGTH - 2] & 0xff) << 8 | hash[HASH_LENGTH - 1] & 0xff) % chains;
        return index == chainIndex && meetsTarget(hash);
    }

    private boolean meetsTarget(byte[] hash) {
        for (int i = 0; i < HASH_LENGTH; i++) {
            int difference = (hash[i] & 0xff) - (target[i] & 0xff);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return true;
    }
}
