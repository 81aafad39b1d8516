package dev.flowbed.rill.vm;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.PublicKey;
import dev.flowbed.alephium.script.Val;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values as the official messages show them, which is how Scala prints their classes. */
final class ValText {
    private static final int SHOWN_BYTES = 100;

    private ValText() {}

    static String of(Val value) {
        String content;
        if (value instanceof Val.Bool bool) {
            content = String.valueOf(bool.value());
        } else if (value instanceof Val.SignedInteger integer) {
            content = integer.value().toString();
        } else if (value instanceof Val.UnsignedInteger integer) {
            content = integer.value().toString();
        } else if (value instanceof Val.ByteVec bytes) {
            content = bytes(bytes.value());
        } else {
            content = address(((Val.AddressVal) value).value());
        }
        return type(value) + "(" + content + ")";
    }

    static String type(Val value) {
        if (value instanceof Val.Bool) {
            return "Bool";
        } else if (value instanceof Val.SignedInteger) {
            return "I256";
        } else if (value instanceof Val.UnsignedInteger) {
            return "U256";
        }
        return value instanceof Val.ByteVec ? "ByteVec" : "Address";
    }

    /** Bytes one by one, signed; the first hundred when there are more. */
    static String bytes(Bytes bytes) {
        String shown = IntStream.range(0, Math.min(bytes.length(), SHOWN_BYTES))
                .mapToObj(i -> String.valueOf(bytes.at(i)))
                .collect(Collectors.joining(", "));
        int more = bytes.length() - SHOWN_BYTES;
        return "ByteString(" + shown + ")" + (more > 0 ? "... and [" + more + "] more" : "");
    }

    static String time(long millis) {
        return "TimeStamp(" + millis + "ms)";
    }

    static String hex(String type, String hex) {
        return type + "(hex\"" + hex + "\")";
    }

    private static String hash(Hash hash) {
        return hex("Blake2b", hash.hex());
    }

    private static String address(LockupScript script) {
        if (script instanceof LockupScript.P2pkh p2pkh) {
            return "P2PKH(" + hash(p2pkh.keyHash()) + ")";
        } else if (script instanceof LockupScript.P2mpkh p2mpkh) {
            String hashes = p2mpkh.keyHashes().stream().map(ValText::hash).collect(Collectors.joining(", "));
            return "P2MPKH(Iterable(" + hashes + ")," + p2mpkh.m() + ")";
        } else if (script instanceof LockupScript.P2sh p2sh) {
            return "P2SH(" + hash(p2sh.scriptHash()) + ")";
        } else if (script instanceof LockupScript.P2c p2c) {
            return "P2C(" + hex("ContractId", p2c.contractId().hex()) + ")";
        } else if (script instanceof LockupScript.P2pk p2pk) {
            return "P2PK(" + key(p2pk.publicKey()) + "," + p2pk.groupByte() + ")";
        }
        LockupScript.P2hmpk p2hmpk = (LockupScript.P2hmpk) script;
        return "P2HMPK(" + hash(p2hmpk.hash()) + "," + p2hmpk.groupByte() + ")";
    }

    private static String key(PublicKey key) {
        String hex = key.bytes().hex();
        return switch (key.kind()) {
            case SECP256K1 -> "SecP256K1(" + hex("SecP256K1PublicKey", hex) + ")";
            case SECP256R1 -> "SecP256R1(" + hex("SecP256R1PublicKey", hex) + ")";
            case ED25519 -> "ED25519(" + hex("ED25519PublicKey", hex) + ")";
            case WEBAUTHN -> "WebAuthn(" + hex("SecP256R1PublicKey", hex) + ")";
        };
    }
}
