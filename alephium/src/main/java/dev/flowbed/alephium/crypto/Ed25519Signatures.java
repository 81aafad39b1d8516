package dev.flowbed.alephium.crypto;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.model.Signature;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 as groupless addresses may use it (crypto/ED25519.scala). */
public final class Ed25519Signatures {
    private Ed25519Signatures() {}

    /** True when the signature is by the holder of the 32-byte public key. */
    public static boolean verify(byte[] message, Signature signature, Bytes publicKey) {
        try {
            return Ed25519.verify(
                    signature.bytes().unsafeArray(), 0, publicKey.unsafeArray(), 0, message, 0, message.length);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Signs with a 32-byte private key. */
    public static Signature sign(byte[] message, Bytes privateKey) {
        byte[] signature = new byte[Signature.LENGTH];
        Ed25519.sign(privateKey.unsafeArray(), 0, message, 0, message.length, signature, 0);
        return new Signature(Bytes.wrap(signature));
    }

    /** The public key of a 32-byte private key. */
    public static Bytes publicKey(Bytes privateKey) {
        byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(privateKey.unsafeArray(), 0, publicKey, 0);
        return Bytes.wrap(publicKey);
    }
}
