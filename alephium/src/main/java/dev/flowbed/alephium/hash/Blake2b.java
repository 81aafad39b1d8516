package dev.flowbed.alephium.hash;

import org.bouncycastle.crypto.digests.Blake2bDigest;

/** Blake2b with 32 bytes of output. */
public final class Blake2b {
    private Blake2b() {}

    /** The 32-byte hash. */
    public static byte[] hash(byte[] input) {
        Blake2bDigest digest = new Blake2bDigest(256);
        digest.update(input, 0, input.length);
        byte[] output = new byte[32];
        digest.doFinal(output, 0);
        return output;
    }

    /** The hash of the hash. */
    public static byte[] doubleHash(byte[] input) {
        return hash(hash(input));
    }
}
