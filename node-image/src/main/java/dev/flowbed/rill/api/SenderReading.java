package dev.flowbed.rill.api;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.PublicKey;
import dev.flowbed.rill.tx.Sender;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Who pays, as requests name it: a public key and its type (api/.../BuildTxCommon.scala). */
final class SenderReading {
    private static final String DEFAULT = "default";
    private static final String SCHNORR = "bip340-schnorr";
    private static final int KEY_LENGTH = 33;
    private static final int SCHNORR_LENGTH = 32;

    private final int groups;

    SenderReading(int groups) {
        this.groups = groups;
    }

    /** The sender that {@code fromPublicKey}, {@code fromPublicKeyType} and perhaps {@code group} name. */
    Sender sender(RequestFields fields, OptionalInt group) {
        Bytes key = fields.hex("fromPublicKey");
        String type =
                fields.optionalText("fromPublicKeyType", SenderReading::keyType).orElse(DEFAULT);
        Optional<PublicKey.Kind> kind = groupless(type);
        if (kind.isPresent()) {
            PublicKey publicKey = publicKey(key, kind.get());
            return Sender.groupless(publicKey, group.orElseGet(() -> publicKey.defaultGroup(groups)));
        } else if (type.equals(SCHNORR)) {
            if (key.length() != SCHNORR_LENGTH) {
                throw ApiException.badRequest("Invalid BIP340Schnorr public key: " + key.hex());
            }
            return requireGroup(Sender.schnorr(key), group, "BIP340Schnorr", key);
        }
        return plain(key, group);
    }

    /** Whether a request's sender has its group outside its key. */
    static boolean namesGroupless(RequestFields fields) {
        return groupless(fields.optionalText("fromPublicKeyType", SenderReading::keyType)
                        .orElse(DEFAULT))
                .isPresent();
    }

    private Sender plain(Bytes key, OptionalInt group) {
        requireSecp256k1(key);
        return requireGroup(Sender.ofKey(key), group, "SecP256K1", key);
    }

    private Sender requireGroup(Sender sender, OptionalInt group, String kind, Bytes key) {
        int own = sender.lockup().group(groups);
        if (group.isPresent() && group.getAsInt() != own) {
            throw ApiException.badRequest("Mismatch between group in request (" + group.getAsInt() + ") and " + kind
                    + " public key: " + key.hex());
        }
        return sender;
    }

    /** Whether a sender's address has the group outside its key, and the request leaves it open. */
    static boolean isGroupless(Sender sender) {
        return sender.lockup() instanceof LockupScript.P2pk;
    }

    /** Compressed secp256k1 keys. */
    static List<Bytes> plainKeys(List<Bytes> keys, String kind) {
        keys.forEach(key -> {
            if (key.length() != KEY_LENGTH) {
                throw ApiException.badRequest("Invalid " + kind + "public key: " + key.hex());
            }
        });
        return keys;
    }

    /** Keys of any kind for a groupless multisig (app/.../GrouplessUtils.scala). */
    static List<PublicKey> anyKeys(List<Bytes> keys, Optional<List<String>> types) {
        if (keys.isEmpty()) {
            throw ApiException.badRequest("`keys` can not be empty");
        }
        if (types.isPresent() && types.get().size() != keys.size()) {
            throw ApiException.badRequest("`keyTypes` length should be the same as `keys` length");
        }
        PublicKey[] all = new PublicKey[keys.size()];
        for (int i = 0; i < all.length; i++) {
            String type = types.isPresent() ? types.get().get(i) : "gl-secp256k1";
            PublicKey.Kind kind = type.equals(DEFAULT)
                    ? PublicKey.Kind.SECP256K1
                    : groupless(type).orElseThrow(() -> ApiException.badRequest("Invalid key type " + type));
            all[i] = publicKey(keys.get(i), kind);
        }
        return Arrays.asList(all);
    }

    /** The name of a key type, known to be one. */
    static String keyType(String text) {
        if (!text.equals(DEFAULT) && !text.equals(SCHNORR) && groupless(text).isEmpty()) {
            throw new FormatException("Invalid public key type: " + text);
        }
        return text;
    }

    private static Optional<PublicKey.Kind> groupless(String type) {
        return Arrays.stream(PublicKey.Kind.values())
                .filter(kind -> kind.apiName().equals(type))
                .findFirst();
    }

    private static PublicKey publicKey(Bytes key, PublicKey.Kind kind) {
        if (key.length() != kind.length()) {
            throw ApiException.badRequest("Invalid " + officialName(kind) + " public key: " + key.hex());
        }
        return new PublicKey(kind, key);
    }

    private static String officialName(PublicKey.Kind kind) {
        return switch (kind) {
            case SECP256K1 -> "SecP256K1";
            case SECP256R1 -> "SecP256R1";
            case ED25519 -> "ED25519";
            case WEBAUTHN -> "WebAuthn";
        };
    }

    private static void requireSecp256k1(Bytes key) {
        if (key.length() != KEY_LENGTH) {
            throw ApiException.badRequest("Invalid SecP256K1 public key: " + key.hex());
        }
    }
}
