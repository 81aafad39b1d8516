package dev.flowbed.rill.tx;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.PublicKey;
import dev.flowbed.alephium.script.UnlockScript;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Senders that several keys sign for (app/.../ServerUtils.scala, app/.../GrouplessUtils.scala). */
public final class MultisigSenders {
    private MultisigSenders() {}

    /**
     * A plain multisig address with the keys that will sign, in the order in which they sign.
     *
     * @param lockup the address, which must be a multisig
     * @param keys compressed secp256k1 keys, exactly as many as must sign
     */
    public static Sender of(LockupScript lockup, List<Bytes> keys) {
        if (!(lockup instanceof LockupScript.P2mpkh multisig)) {
            throw TxBuildException.badRequest("Invalid lockup script");
        }
        if (keys.size() != multisig.m()) {
            throw TxBuildException.badRequest(
                    "Invalid public key number. Expected " + multisig.m() + ", got " + keys.size());
        }
        List<UnlockScript.IndexedKey> indexed = new ArrayList<>();
        for (Bytes key : keys) {
            int index = multisig.keyHashes().indexOf(Hash.blake2b(key.unsafeArray()));
            if (index < 0) {
                throw TxBuildException.badRequest("Invalid public key: " + key.hex());
            }
            indexed.add(new UnlockScript.IndexedKey(key, index));
        }
        return new Sender(multisig, new UnlockScript.P2mpkh(indexed));
    }

    /**
     * A groupless multisig address.
     *
     * @param keys all its keys, in order
     * @param indexes the positions of those that will sign; as many as must
     * @param group the group; empty for the one its hash gives
     */
    public static Sender groupless(List<PublicKey> keys, List<Integer> indexes, OptionalInt group, int groups) {
        try {
            LockupScript.P2hmpk anywhere = LockupScript.P2hmpk.of(keys, indexes.size(), 0);
            int own = group.orElseGet(() -> LockupScript.P2hmpk.defaultGroup(anywhere.hash(), groups));
            return new Sender(new LockupScript.P2hmpk(anywhere.hash(), own), new UnlockScript.P2hmpk(keys, indexes));
        } catch (FormatException e) {
            throw TxBuildException.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
