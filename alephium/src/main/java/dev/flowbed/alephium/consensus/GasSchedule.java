package dev.flowbed.alephium.consensus;

import dev.flowbed.alephium.script.PublicKey;

/** What a transaction's parts cost in gas (vm/GasSchedule.scala). */
public final class GasSchedule {
    /** Every transaction. */
    public static final int TX_BASE = 1000;
    /** Every input, beside what unlocking it costs. */
    public static final int INPUT = 2000;
    /** Every output. */
    public static final int OUTPUT = 4500;
    /** Checking one signature. */
    public static final int SIGNATURE = 2000;
    /** Unlocking with one secp256k1 key: hashing the key, checking the signature. */
    public static final int SECP256K1_UNLOCK = hash(33) + SIGNATURE;
    /** Calling a script, beside a unit for each byte of it. */
    public static final int CALL = 200;
    /** The payload of a passkey when its size is not known yet, in bytes. */
    public static final int ESTIMATED_WEBAUTHN_LENGTH = 500;

    private GasSchedule() {}

    /** Hashing so many bytes. */
    public static int hash(int length) {
        return 30 + 6 * ((length + 7) / 8);
    }

    /** Unlocking with m of n secp256k1 keys. */
    public static int multisigUnlock(int m) {
        return SECP256K1_UNLOCK * m;
    }

    /** Unlocking with a passkey whose payload has so many bytes. */
    public static int webAuthnUnlock(int payloadLength) {
        return hash(33 + payloadLength) + SIGNATURE;
    }

    /** Unlocking with one key of a kind, a passkey's payload being estimated. */
    public static int unlock(PublicKey.Kind kind) {
        return kind == PublicKey.Kind.WEBAUTHN
                ? webAuthnUnlock(ESTIMATED_WEBAUTHN_LENGTH)
                : hash(kind.length()) + SIGNATURE;
    }

    /** A whole transaction without scripts, by what its inputs cost together; never less than the minimum. */
    public static int transaction(int inputGas, int outputs) {
        return Math.max(Limits.MIN_GAS, TX_BASE + inputGas + OUTPUT * outputs);
    }

    /** So many inputs of one plain address: only the first is unlocked, the others refer to it. */
    public static int sameKeyInputs(int inputs) {
        return INPUT * inputs + SECP256K1_UNLOCK;
    }
}
