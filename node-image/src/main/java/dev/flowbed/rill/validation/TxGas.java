package dev.flowbed.rill.validation;

import dev.flowbed.alephium.script.PublicKey;

/** What a transaction without scripts costs in gas (vm/GasSchedule.scala). */
public final class TxGas {
    /** Every transaction. */
    public static final int BASE = 1000;
    /** Every input. */
    public static final int INPUT = 2000;
    /** Every output. */
    public static final int OUTPUT = 4500;
    /** Checking one signature, hashing not included. */
    public static final int SIGNATURE = 2000;
    /** Unlocking with one secp256k1 key. */
    public static final int SECP256K1_UNLOCK = unlock(PublicKey.Kind.SECP256K1);

    /** How long a passkey's payload is taken to be while it is not known. */
    private static final int TYPICAL_WEBAUTHN_PAYLOAD = 500;

    private TxGas() {}

    /** Hashing so many bytes. */
    static int hash(int bytes) {
        int words = (bytes + 7) / 8;
        return 30 + 6 * words;
    }

    /** Checking a signature of a key whose kind needs nothing besides. */
    static int unlock(PublicKey.Kind kind) {
        return hash(kind.length()) + SIGNATURE;
    }

    /** Checking a passkey's signature, whose payload has so many bytes. */
    static int webauthn(int payload) {
        return hash(PublicKey.Kind.WEBAUTHN.length() + payload) + SIGNATURE;
    }

    /** What a key's signature is estimated to cost before it is there. */
    public static int estimate(PublicKey key) {
        return key.kind() == PublicKey.Kind.WEBAUTHN ? webauthn(TYPICAL_WEBAUTHN_PAYLOAD) : unlock(key.kind());
    }
}
