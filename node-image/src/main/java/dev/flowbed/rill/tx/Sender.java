package dev.flowbed.rill.tx;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.PublicKey;
import dev.flowbed.alephium.script.UnlockScript;

/** Whose outputs are spent, and what unlocks them. */
public record Sender(LockupScript.Asset lockup, UnlockScript unlock) {
    /** The plain address of a compressed secp256k1 key. */
    public static Sender ofKey(Bytes publicKey) {
        return new Sender(LockupScript.P2pkh.of(publicKey), new UnlockScript.P2pkh(publicKey));
    }

    /** The groupless address of a key, in a group. */
    public static Sender groupless(PublicKey key, int group) {
        return new Sender(new LockupScript.P2pk(key, group), new UnlockScript.P2pk());
    }

    /** The same right to spend, for the address in another group. */
    Sender at(LockupScript.Asset other) {
        return new Sender(other, unlock);
    }
}
