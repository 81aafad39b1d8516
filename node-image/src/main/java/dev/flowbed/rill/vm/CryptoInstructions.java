package dev.flowbed.rill.vm;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.crypto.Curve;
import dev.flowbed.alephium.crypto.Ed25519Signatures;
import dev.flowbed.alephium.crypto.EthereumSignatures;
import dev.flowbed.alephium.crypto.SchnorrSignatures;
import dev.flowbed.alephium.crypto.WebAuthn;
import dev.flowbed.alephium.hash.Blake2b;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.script.PublicKey;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Opcode;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA3Digest;

/** Hashes and signatures (vm/Instr.scala). */
final class CryptoInstructions {
    private static final int HASH_BITS = 256;

    private CryptoInstructions() {}

    /** Runs an instruction of this kind; false when it is of another. */
    static boolean run(Opcode opcode, Frame frame, GasMeter gas, TxEnv tx) {
        switch (opcode) {
            case BLAKE2B, KECCAK256, SHA256, SHA3 -> {
                Bytes input = frame.popBytes();
                gas.chargeHash(input.length());
                frame.push(hash(opcode, input.unsafeArray()));
            }
            case VERIFY_TX_SIGNATURE -> verifyTransaction(frame, tx);
            case VERIFY_SECP256K1 -> verify(frame, PublicKey.Kind.SECP256K1);
            case VERIFY_ED25519 -> verify(frame, PublicKey.Kind.ED25519);
            case VERIFY_BIP340_SCHNORR -> verifySchnorr(frame);
            case VERIFY_SIGNATURE -> verifyAny(frame, gas);
            case GET_SEGREGATED_SIGNATURE ->
                frame.push(new Val.ByteVec(tx.nextSignature().bytes()));
            case GET_SEGREGATED_WEBAUTHN_SIGNATURE -> takeWebAuthn(frame, tx);
            case ETH_EC_RECOVER -> {
                Bytes signature = frame.popBytes();
                Bytes hash = frame.popBytes();
                frame.push(EthereumSignatures.recover(hash.unsafeArray(), signature.unsafeArray())
                        .orElseThrow(() -> new VmException(VmFault.FAILED_IN_RECOVER_ETH_ADDRESS)));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Takes what an instruction that checks signatures takes, without checking; false for other instructions. */
    static boolean skip(Opcode opcode, Frame frame, TxEnv tx) {
        switch (opcode) {
            case VERIFY_TX_SIGNATURE -> {
                frame.popBytes();
                tx.nextSignature();
            }
            case VERIFY_SECP256K1, VERIFY_ED25519, VERIFY_BIP340_SCHNORR -> popBytes(frame, 3);
            case VERIFY_SIGNATURE -> popBytes(frame, 4);
            case GET_SEGREGATED_WEBAUTHN_SIGNATURE ->
                frame.push(new Val.ByteVec(tx.nextSignature().bytes()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void popBytes(Frame frame, int count) {
        for (int i = 0; i < count; i++) {
            frame.popBytes();
        }
    }

    private static byte[] hash(Opcode opcode, byte[] input) {
        if (opcode == Opcode.BLAKE2B) {
            return Blake2b.hash(input);
        }
        Digest digest = switch (opcode) {
            case KECCAK256 -> new KeccakDigest(HASH_BITS);
            case SHA256 -> new SHA256Digest();
            default -> new SHA3Digest(HASH_BITS);
        };
        digest.update(input, 0, input.length);
        byte[] out = new byte[HASH_BITS / 8];
        digest.doFinal(out, 0);
        return out;
    }

    private static void verifyTransaction(Frame frame, TxEnv tx) {
        Bytes key = frame.popBytes();
        requireKeyLength(key, PublicKey.Kind.SECP256K1.length());
        Signature signature = tx.nextSignature();
        Bytes id = Bytes.wrap(tx.id().toArray());
        requireValid(Curve.SECP256K1.verify(tx.id(), signature, key), key, id, signature.bytes());
    }

    private static void verify(Frame frame, PublicKey.Kind kind) {
        Signature signature = signature(frame.popBytes());
        Bytes key = frame.popBytes();
        requireKeyLength(key, kind.length());
        byte[] data = popSignedData(frame);
        requireValid(verify(kind, key, signature, data), key, Bytes.wrap(data), signature.bytes());
    }

    private static boolean verify(PublicKey.Kind kind, Bytes key, Signature signature, byte[] data) {
        return switch (kind) {
            case SECP256K1 -> Curve.SECP256K1.verify(data, signature, key);
            case SECP256R1, WEBAUTHN -> Curve.SECP256R1.verify(data, signature, key);
            case ED25519 -> Ed25519Signatures.verify(data, signature, key);
        };
    }

    private static void verifySchnorr(Frame frame) {
        Signature signature = signature(frame.popBytes());
        Bytes key = frame.popBytes();
        requireKeyLength(key, 32);
        byte[] data = popSignedData(frame);
        boolean valid = SchnorrSignatures.verify(data, signature.bytes().unsafeArray(), key.unsafeArray());
        requireValid(valid, key, Bytes.wrap(data), signature.bytes());
    }

    private static void verifyAny(Frame frame, GasMeter gas) {
        Bytes kind = frame.popBytes();
        if (kind.length() != 1) {
            throw new VmException(VmFault.INVALID_PUBLIC_KEY_TYPE, "InvalidPublicKeyType(" + ValText.bytes(kind) + ")");
        }
        Bytes signature = frame.popBytes();
        Bytes encoded = new ByteWriter().raw(kind).raw(frame.popBytes()).toBytes();
        PublicKey key;
        try {
            key = ByteReader.readAll(encoded, PublicKey::read);
        } catch (FormatException e) {
            throw new VmException(VmFault.INVALID_PUBLIC_KEY, "Invalid public key: " + encoded.hex());
        }
        byte[] data = popSignedData(frame);
        if (key.kind() == PublicKey.Kind.WEBAUTHN) {
            requireValid(verifyWebAuthn(signature, key, data, gas), encoded, Bytes.wrap(data), signature);
        } else {
            boolean valid = verify(key.kind(), key.bytes(), signature(signature), data);
            requireValid(valid, encoded, Bytes.wrap(data), signature);
        }
    }

    private static boolean verifyWebAuthn(Bytes raw, PublicKey key, byte[] data, GasMeter gas) {
        int payloadLength = raw.length() - Signature.LENGTH;
        if (payloadLength < 0) {
            throw invalidFormat(raw);
        }
        WebAuthn payload;
        try {
            payload = WebAuthn.decode(raw.slice(0, payloadLength).toArray());
        } catch (FormatException e) {
            throw invalidPayload(e);
        }
        gas.chargeHash(payload.length());
        Signature signature = new Signature(raw.slice(payloadLength, raw.length()));
        return payload.verify(data, signature, key.bytes());
    }

    private static void takeWebAuthn(Frame frame, TxEnv tx) {
        byte[] payload;
        try {
            payload = WebAuthn.takePayload(tx.signatures());
        } catch (FormatException e) {
            throw invalidPayload(e);
        }
        Signature signature = tx.nextSignature();
        frame.push(new ByteWriter().raw(payload).raw(signature.bytes()).toByteArray());
    }

    private static Signature signature(Bytes bytes) {
        if (bytes.length() != Signature.LENGTH) {
            throw invalidFormat(bytes);
        }
        return new Signature(bytes);
    }

    private static VmException invalidFormat(Bytes signature) {
        return new VmException(
                VmFault.INVALID_SIGNATURE_FORMAT,
                "Signature " + ValText.bytes(signature) + " is not in the correct format");
    }

    private static VmException invalidPayload(FormatException error) {
        return new VmException(VmFault.INVALID_WEBAUTHN_PAYLOAD, "InvalidWebAuthnPayload(" + error.getMessage() + ")");
    }

    private static byte[] popSignedData(Frame frame) {
        Bytes data = frame.popBytes();
        if (data.length() != 32) {
            throw new VmException(
                    VmFault.SIGNED_DATA_IS_NOT32_BYTES,
                    "Signed data bytes should have 32 bytes, get " + data.length() + " instead");
        }
        return data.unsafeArray();
    }

    private static void requireKeyLength(Bytes key, int length) {
        if (key.length() != length) {
            throw new VmException(VmFault.INVALID_PUBLIC_KEY, "Invalid public key: " + key.hex());
        }
    }

    private static void requireValid(boolean valid, Bytes key, Bytes message, Bytes signature) {
        if (!valid) {
            throw new VmException(
                    VmFault.INVALID_SIGNATURE,
                    "Verification failed for signature " + ValText.bytes(signature) + ", public key: "
                            + ValText.bytes(key) + ", message: " + ValText.bytes(message));
        }
    }
}
