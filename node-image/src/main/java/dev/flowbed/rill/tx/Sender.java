package dev.flowbed.rill.tx;

import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.PublicKey;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.UnlockScript;
import java.util.List;

/** Whose outputs are spent, and what unlocks them. */
public record Sender(LockupScript.Asset lockup, UnlockScript unlock) {
    private static final Bytes SCHNORR_START = Bytes.fromHex("0101000000000458144020");
    private static final Bytes SCHNORR_END = Bytes.fromHex("8685");

    /** The plain address of a compressed secp256k1 key. */
    public static Sender ofKey(Bytes publicKey) {
        return new Sender(LockupScript.P2pkh.of(publicKey), new UnlockScript.P2pkh(publicKey));
    }

    /** The address of a BIP 340 key (x only, 32 bytes): the hash of a script that checks its signature (model/Address.scala). */
    public static Sender schnorr(Bytes publicKey) {
        ScriptCode script = ScriptCode.ofStateless(new ByteWriter()
                .raw(SCHNORR_START)
                .raw(publicKey)
                .raw(SCHNORR_END)
                .toBytes());
        return new Sender(LockupScript.P2sh.of(script), new UnlockScript.P2sh(script, List.of()));
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
