package dev.flowbed.alephium.crypto;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Signature;
import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/**
 * ECDSA on one of the two curves that Alephium knows: deterministic signatures (RFC 6979) of 64 bytes, r then s, s in the lower
 * half of the order; others do not verify (crypto/SecP256K1.scala, crypto/SecP256R1.scala).
 */
public final class Curve {
    /** The curve of most addresses. */
    public static final Curve SECP256K1 = new Curve("secp256k1");
    /** The curve of passkeys. */
    public static final Curve SECP256R1 = new Curve("secp256r1");

    private final ECDomainParameters domain;
    private final BigInteger halfOrder;

    private Curve(String name) {
        X9ECParameters parameters = CustomNamedCurves.getByName(name);
        domain = new ECDomainParameters(parameters.getCurve(), parameters.getG(), parameters.getN(), parameters.getH());
        halfOrder = domain.getN().shiftRight(1);
    }

    ECDomainParameters domain() {
        return domain;
    }

    BigInteger order() {
        return domain.getN();
    }

    /** The compressed public key of a private key given as a number. */
    Bytes publicKey(BigInteger privateKey) {
        return Bytes.wrap(domain.getG().multiply(privateKey).getEncoded(true));
    }

    /** Signs 32 bytes, usually a transaction id. */
    Signature sign(byte[] message, BigInteger privateKey) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(privateKey, domain));
        BigInteger[] rs = signer.generateSignature(message);
        BigInteger s = rs[1].compareTo(halfOrder) <= 0 ? rs[1] : domain.getN().subtract(rs[1]);
        byte[] bytes = new byte[Signature.LENGTH];
        put(rs[0], bytes, 0);
        put(s, bytes, 32);
        return new Signature(Bytes.wrap(bytes));
    }

    private static void put(BigInteger value, byte[] target, int offset) {
        byte[] bytes = value.toByteArray();
        int skip = bytes.length > 32 ? 1 : 0;
        int length = bytes.length - skip;
        System.arraycopy(bytes, skip, target, offset + 32 - length, length);
    }

    /** True when the signature over 32 bytes is by the holder of the compressed public key; false for malformed keys too. */
    public boolean verify(byte[] message, Signature signature, Bytes publicKey) {
        byte[] bytes = signature.bytes().unsafeArray();
        BigInteger r = new BigInteger(1, bytes, 0, 32);
        BigInteger s = new BigInteger(1, bytes, 32, 32);
        if (s.compareTo(halfOrder) > 0) {
            return false;
        }
        try {
            ECDSASigner signer = new ECDSASigner();
            signer.init(
                    false, new ECPublicKeyParameters(domain.getCurve().decodePoint(publicKey.unsafeArray()), domain));
            return signer.verifySignature(message, r, s);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return false;
        }
    }

    /** {@link #verify(byte[], Signature, Bytes)} for the usual message: a hash. */
    public boolean verify(Hash message, Signature signature, Bytes publicKey) {
        return verify(message.toArray(), signature, publicKey);
    }
}
