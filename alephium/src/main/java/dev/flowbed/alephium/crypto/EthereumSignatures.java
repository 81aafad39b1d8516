package dev.flowbed.alephium.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/** Finds out which Ethereum address signed a message. */
public final class EthereumSignatures {
    private static final int HASH_LENGTH = 32;
    private static final int SIGNATURE_LENGTH = 65;
    private static final int LEAST_V = 27;
    private static final int ADDRESS_START = 12;

    private EthereumSignatures() {}

    /** The address (20 bytes) that made a signature (r, s, v: 65 bytes) of a hash; empty when it is none. */
    public static Optional<byte[]> recover(byte[] hash, byte[] signature) {
        if (hash.length != HASH_LENGTH || signature.length != SIGNATURE_LENGTH) {
            return Optional.empty();
        }
        ECDomainParameters domain = Curve.SECP256K1.domain();
        BigInteger n = domain.getN();
        int v = (signature[SIGNATURE_LENGTH - 1] & 0xff) - LEAST_V;
        BigInteger r = new BigInteger(1, signature, 0, HASH_LENGTH);
        BigInteger s = new BigInteger(1, signature, HASH_LENGTH, HASH_LENGTH);
        boolean inRange = r.signum() > 0 && r.compareTo(n) < 0 && s.signum() > 0 && s.compareTo(n) < 0;
        if (v < 0 || v > 1 || !inRange) {
            return Optional.empty();
        }
        try {
            byte[] compressed = new byte[1 + HASH_LENGTH];
            compressed[0] = (byte) (2 + v);
            System.arraycopy(signature, 0, compressed, 1, HASH_LENGTH);
            ECPoint point = domain.getCurve().decodePoint(compressed);
            BigInteger inverse = r.modInverse(n);
            BigInteger e = new BigInteger(1, hash).negate().mod(n);
            ECPoint key = ECAlgorithms.sumOfTwoMultiplies(
                    domain.getG(),
                    inverse.multiply(e).mod(n),
                    point,
                    inverse.multiply(s).mod(n));
            return Optional.of(addressOf(key.getEncoded(false)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static byte[] addressOf(byte[] key) {
        KeccakDigest digest = new KeccakDigest(256);
        digest.update(key, 1, key.length - 1);
        byte[] out = new byte[HASH_LENGTH];
        digest.doFinal(out, 0);
        return Arrays.copyOfRange(out, ADDRESS_START, HASH_LENGTH);
    }
}
