package dev.flowbed.rill.differential;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.PublicKey;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Addresses of every kind, and tokens. */
final class People {
    /** Keys of the first addresses. */
    static final List<PrivateKey> KEYS = List.of(key("a"), key("b"), key("c"));

    /** Every kind of address that is no contract. */
    static final List<LockupScript.Asset> ALL = List.of(
            KEYS.get(0).lockupScript(),
            KEYS.get(1).lockupScript(),
            LockupScript.P2mpkh.of(KEYS.stream().map(PrivateKey::publicKey).toList(), 2),
            new LockupScript.P2sh(hash("script")),
            new LockupScript.P2pk(PublicKey.secp256k1(KEYS.get(2).publicKey()), 1),
            new LockupScript.P2pk(
                    new PublicKey(PublicKey.Kind.ED25519, Bytes.wrap(hash("ed").toArray())), 2),
            new LockupScript.P2hmpk(hash("group multisig"), 3));

    /** Tokens that nobody issued here. */
    static final List<Hash> TOKENS = List.of(hash("token a"), hash("token b"), hash("token c"));

    private People() {}

    private static PrivateKey key(String name) {
        return PrivateKey.of(hash(name).toArray());
    }

    static Hash hash(String name) {
        return Hash.blake2b(name.getBytes(StandardCharsets.UTF_8));
    }
}
