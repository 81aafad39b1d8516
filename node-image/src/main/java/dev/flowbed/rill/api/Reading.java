package dev.flowbed.rill.api;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.hash.Hash256;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.Base58;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.vm.ContractCode;
import java.util.OptionalInt;

/** Texts of requests to values, with the official node's words for what is wrong (api/.../ApiModel.scala). */
final class Reading {
    private static final int LAST_LOCKUP_KIND = 5;

    private Reading() {}

    static BlockHash blockHash(String text) {
        return BlockHash.fromHex(hash(text, "cannot decode block hash").hex());
    }

    static Hash hash(String text) {
        return Hash.fromHex(hash(text, "cannot decode 32 bytes hash").hex());
    }

    private static Bytes hash(String text, String otherwise) {
        Bytes bytes = RequestFields.parseHex(text);
        if (bytes.length() != Hash256.LENGTH) {
            throw new FormatException(otherwise);
        }
        return bytes;
    }

    /** An address of any kind; a groupless one without a group gets its key's. */
    static LockupScript address(String text, int groups) {
        try {
            LockupScript script = Address.parseAnyGroup(text, groups);
            if (script instanceof LockupScript.Groupless groupless
                    && (groupless.groupByte() < 0 || groupless.groupByte() >= groups)) {
                throw new FormatException("no such group");
            }
            return script;
        } catch (FormatException e) {
            throw new FormatException(
                    (Address.hasGroup(text) ? "Invalid groupless address " : "Invalid address ") + text);
        }
    }

    /** An address that is not a contract's. */
    static LockupScript.Asset assetAddress(String text, int groups) {
        if (address(text, groups) instanceof LockupScript.Asset asset) {
            return asset;
        }
        throw new FormatException("Expect asset address, but was contract address: " + text);
    }

    /** A contract's address (vm/LockupScript.scala, fromBase58). */
    static LockupScript.P2c contractAddress(String text) {
        try {
            return Address.parseContract(text);
        } catch (FormatException e) {
            if (Address.hasGroup(text)) {
                throw new FormatException("Invalid grouped address " + text);
            }
            OptionalInt kind = unknownKind(text);
            if (kind.isPresent()) {
                throw new FormatException(
                        "Invalid address " + text + ": Invalid lockupScript prefix " + kind.getAsInt());
            }
            throw e;
        }
    }

    /** The first byte of an address that names no kind of lockup scripts. */
    private static OptionalInt unknownKind(String text) {
        byte[] bytes = Base58.decode(text).orElse(new byte[0]);
        boolean known = bytes.length == 0 || (bytes[0] >= 0 && bytes[0] <= LAST_LOCKUP_KIND);
        return known ? OptionalInt.empty() : OptionalInt.of(bytes[0]);
    }

    /** A contract's code. */
    static ContractCode contractCode(String text) {
        Bytes bytes;
        try {
            bytes = Bytes.fromHex(text);
        } catch (FormatException e) {
            throw new FormatException("Invalid hex string for stateful contract " + text);
        }
        try {
            return ContractCode.decode(bytes);
        } catch (FormatException e) {
            throw new FormatException("Invalid stateful contract " + text + ": " + e.getMessage());
        }
    }

    static Signature signature(String text) {
        try {
            return new Signature(Bytes.fromHex(text));
        } catch (FormatException | IllegalArgumentException e) {
            throw new FormatException("Unable to decode key from " + text);
        }
    }

    /** A compressed secp256k1 public key. */
    static Bytes publicKey(String text) {
        try {
            Bytes key = Bytes.fromHex(text);
            if (key.length() == 33) {
                return key;
            }
        } catch (FormatException e) {
            // the same words for every reason
        }
        throw new FormatException("Unable to decode key from " + text);
    }
}
