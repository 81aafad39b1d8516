package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.crypto.Curve;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Signature;
import java.security.SecureRandom;
import java.util.Arrays;

/** The key of a clique, which its brokers share, and what is signed with it. */
public record CliqueKey(PrivateKey key) {
    /** A new key, as every clique gets at its start. */
    public static CliqueKey generate(SecureRandom random) {
        return new CliqueKey(PrivateKey.generate(random));
    }

    /** The key that a coordinator hands out. */
    public static CliqueKey of(Bytes privateKey) {
        return new CliqueKey(PrivateKey.of(privateKey.unsafeArray()));
    }

    public CliqueId id() {
        return new CliqueId(key.publicKey());
    }

    /** The 32 bytes of the key. */
    public Bytes secret() {
        return Bytes.fromHex(key.secretHex());
    }

    /** The first message of a connection. The time is in milliseconds since 1970. */
    public Payload.Hello hello(String clientId, long now, InterBrokerInfo broker) {
        return new Payload.Hello(
                clientId, now, broker, key.sign(Hash.blake2b(broker)).bytes());
    }

    /** Whether a handshake is signed by the clique that it names. */
    public static boolean isGenuine(Payload.Hello hello) {
        return verify(
                Hash.blake2b(hello.broker()), hello.signature(), hello.broker().cliqueId());
    }

    /** Signs a message of at least 32 bytes as the discovery protocol does: its first 32 bytes count. */
    Bytes signStart(byte[] message) {
        return key.sign(start(message)).bytes();
    }

    /** Whether {@link #signStart} of the clique's key gave the signature. */
    static boolean verifyStart(byte[] message, Bytes signature, CliqueId author) {
        return verify(start(message), signature, author);
    }

    private static Hash start(byte[] message) {
        return Hash.of(Arrays.copyOf(message, Hash.LENGTH));
    }

    private static boolean verify(Hash message, Bytes signature, CliqueId author) {
        return Curve.SECP256K1.verify(message, new Signature(signature), author.publicKey());
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "key of clique " + id();
    }
}
