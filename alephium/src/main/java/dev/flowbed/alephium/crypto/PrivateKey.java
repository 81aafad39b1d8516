package dev.flowbed.alephium.crypto;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import java.math.BigInteger;
import java.security.SecureRandom;

/** A secp256k1 private key. Its text form never shows it. */
public final class PrivateKey {
    /** The size, in bytes. */
    public static final int LENGTH = 32;

    private final BigInteger number;
    private final Bytes publicKey;

    PrivateKey(BigInteger number) {
        if (number.signum() <= 0 || number.compareTo(Curve.SECP256K1.order()) >= 0) {
            throw new FormatException("not a secp256k1 private key: zero, or beyond the order of the curve");
        }
        this.number = number;
        this.publicKey = Curve.SECP256K1.publicKey(number);
    }

    /** From 32 bytes. */
    public static PrivateKey of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new FormatException("expected a private key of 32 bytes, found " + bytes.length);
        }
        return new PrivateKey(new BigInteger(1, bytes));
    }

    /** From 64 hexadecimal digits. */
    public static PrivateKey fromHex(String hex) {
        return of(Bytes.fromHex(hex).unsafeArray());
    }

    /** A new key. */
    public static PrivateKey generate(SecureRandom random) {
        BigInteger number;
        do {
            number = new BigInteger(256, random);
        } while (number.signum() == 0 || number.compareTo(Curve.SECP256K1.order()) >= 0);
        return new PrivateKey(number);
    }

    /** A new key whose address is of a group. */
    public static PrivateKey generate(SecureRandom random, int group, int groups) {
        while (true) {
            PrivateKey key = generate(random);
            if (key.lockupScript().group(groups) == group) {
                return key;
            }
        }
    }

    /** 33 bytes, compressed. */
    public Bytes publicKey() {
        return publicKey;
    }

    /** The plain pay-to-public-key-hash script of this key. */
    public LockupScript.P2pkh lockupScript() {
        return LockupScript.P2pkh.of(publicKey);
    }

    /** The plain address of this key. */
    public String address() {
        return Address.format(lockupScript());
    }

    /** Signs a hash, usually a transaction id. */
    public Signature sign(Hash message) {
        return Curve.SECP256K1.sign(message.toArray(), number);
    }

    /** The key itself: 64 hexadecimal digits. */
    public String secretHex() {
        return Bytes.wrap(secret()).hex();
    }

    byte[] secret() {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[LENGTH];
        int length = Math.min(bytes.length, LENGTH);
        System.arraycopy(bytes, bytes.length - length, padded, LENGTH - length, length);
        return padded;
    }

    BigInteger number() {
        return number;
    }

    @Override
    public String toString() {
        return "private key of " + address();
    }
}
