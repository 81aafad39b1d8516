package dev.flowbed.alephium.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;

/** Schnorr signatures on secp256k1 as BIP 340 defines them. */
public final class SchnorrSignatures {
    private static final int LENGTH = 32;
    private static final byte[] CHALLENGE_TAG = sha256("BIP0340/challenge".getBytes(StandardCharsets.UTF_8));

    private SchnorrSignatures() {}

    /** Whether a signature (64 bytes) of a message (32 bytes) is by a public key (32 bytes: x alone). */
    public static boolean verify(byte[] message, byte[] signature, byte[] publicKey) {
        ECDomainParameters domain = Curve.SECP256K1.domain();
        BigInteger prime = domain.getCurve().getField().getCharacteristic();
        BigInteger r = new BigInteger(1, signature, 0, LENGTH);
        BigInteger s = new BigInteger(1, signature, LENGTH, LENGTH);
        if (r.compareTo(prime) >= 0 || s.compareTo(domain.getN()) >= 0) {
            return false;
        }
        ECPoint key;
        try {
            byte[] even = new byte[1 + LENGTH];
            even[0] = 2;
            System.arraycopy(publicKey, 0, even, 1, LENGTH);
            key = domain.getCurve().decodePoint(even);
        } catch (IllegalArgumentException e) {
            return false;
        }
        byte[] first = new byte[LENGTH];
        System.arraycopy(signature, 0, first, 0, LENGTH);
        BigInteger challenge =
                new BigInteger(1, sha256(CHALLENGE_TAG, CHALLENGE_TAG, first, publicKey, message)).mod(domain.getN());
        ECPoint point = domain.getG()
                .multiply(s)
                .add(key.multiply(domain.getN().subtract(challenge)))
                .normalize();
        return !point.isInfinity()
                && !point.getAffineYCoord().testBitZero()
                && point.getAffineXCoord().toBigInteger().equals(r);
    }

    private static byte[] sha256(byte[]... parts) {
        SHA256Digest digest = new SHA256Digest();
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] out = new byte[LENGTH];
        digest.doFinal(out, 0);
        return out;
    }
}
