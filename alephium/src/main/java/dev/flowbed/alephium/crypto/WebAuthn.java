package dev.flowbed.alephium.crypto;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.model.Signature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Iterator;

/**
 * What a passkey signs instead of the transaction id itself: authenticator data, and client data around the id as a challenge. It
 * travels in as many 64-byte signature slots as it needs, before the signature (vm/WebAuthn.scala).
 */
public record WebAuthn(Bytes authenticatorData, Bytes clientDataPrefix, Bytes clientDataSuffix) {
    private static final String TYPE = "\"type\":\"webauthn.get\"";
    private static final int FLAGS_INDEX = 32;

    /** Takes the slots it needs off the signatures; {@link FormatException} when they do not hold a valid payload. */
    public static WebAuthn take(Iterator<Signature> slots) {
        return decode(takePayload(slots));
    }

    /** Takes the slots that a payload needs off the signatures and returns what they hold, not looked into. */
    public static byte[] takePayload(Iterator<Signature> slots) {
        if (!slots.hasNext()) {
            throw new FormatException("Empty webauthn payload");
        }
        byte[] first = slots.next().bytes().unsafeArray();
        ByteReader in = new ByteReader(first);
        int length = in.compactInt();
        if (length <= 0) {
            throw new FormatException("Invalid payload length: must be positive");
        }
        ByteWriter payload = new ByteWriter().raw(first, in.position(), in.remaining());
        // as the official node counts: a payload within the first slot needs no other
        long more = ((long) length - in.remaining() + Signature.LENGTH - 1) / Signature.LENGTH;
        for (long i = 0; i < more; i++) {
            if (!slots.hasNext()) {
                throw new FormatException("Incomplete webauthn payload: missing chunks");
            }
            payload.raw(slots.next().bytes());
        }
        return payload.toByteArray();
    }

    /** Reads a payload, which zeros may follow; {@link FormatException} when it is not valid. */
    public static WebAuthn decode(byte[] payload) {
        ByteReader in = new ByteReader(payload);
        WebAuthn decoded = new WebAuthn(in.blob(), in.blob(), in.blob());
        while (in.remaining() > 0) {
            if (in.u8() != 0) {
                throw in.error("Invalid webauthn payload: unexpected trailing bytes");
            }
        }
        decoded.validate();
        return decoded;
    }

    private void validate() {
        boolean userPresent = authenticatorData.length() > FLAGS_INDEX && (authenticatorData.at(FLAGS_INDEX) & 1) == 1;
        if (!userPresent) {
            throw new FormatException("Invalid UP bit in authenticator data");
        }
        if (!text(clientDataPrefix).contains(TYPE) && !text(clientDataSuffix).contains(TYPE)) {
            throw new FormatException("Invalid type in client data, expected webauthn.get");
        }
    }

    private static String text(Bytes bytes) {
        return new String(bytes.unsafeArray(), StandardCharsets.ISO_8859_1);
    }

    /** The bytes that count towards gas. */
    public int length() {
        return authenticatorData.length() + clientDataPrefix.length() + clientDataSuffix.length();
    }

    /** What the passkey signed for this challenge, 32 bytes. */
    public byte[] messageHash(byte[] challenge) {
        MessageDigest sha256 = sha256();
        sha256.update(clientDataPrefix.unsafeArray());
        sha256.update(Base64.getUrlEncoder().withoutPadding().encode(challenge));
        byte[] clientDataHash = sha256.digest(clientDataSuffix.unsafeArray());
        sha256.update(authenticatorData.unsafeArray());
        return sha256.digest(clientDataHash);
    }

    /** True when the passkey with this secp256r1 key signed the challenge. */
    public boolean verify(byte[] challenge, Signature signature, Bytes publicKey) {
        return Curve.SECP256R1.verify(messageHash(challenge), signature, publicKey);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
