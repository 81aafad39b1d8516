package dev.flowbed.alephium.script;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.FormatException;

/** Addresses as text: base58 of the lockup script; for groupless kinds without the group, which follows as ":group". */
public final class Address {
    private static final int LONGEST = 4096;

    private Address() {}

    /** The address of a lockup script. */
    public static String format(LockupScript script) {
        byte[] bytes = script.encode();
        if (script instanceof LockupScript.Groupless groupless) {
            return Base58.encode(Base58.dropLast(bytes, 1)) + ":" + groupless.groupByte();
        }
        return Base58.encode(bytes);
    }

    /** The address of a groupless script with no group named. */
    public static String formatWithoutGroup(LockupScript.Groupless script) {
        return Base58.encode(Base58.dropLast(script.encode(), 1));
    }

    /** Reads an address of any kind; a groupless one must name its group. {@link FormatException} says what is wrong. */
    public static LockupScript parse(String text) {
        if (hasGroup(text)) {
            return parseGroupless(text);
        }
        byte[] bytes = decode(text);
        try {
            return ByteReader.readAll(bytes, LockupScript::read);
        } catch (FormatException e) {
            if (isGroupless(bytes)) {
                throw new FormatException("Expected a grouped address, but got a groupless one: " + text);
            }
            throw new FormatException("Invalid address " + text + ": " + e.getMessage());
        }
    }

    /** Reads an address that is not a contract's. */
    public static LockupScript.Asset parseAsset(String text) {
        if (parse(text) instanceof LockupScript.Asset asset) {
            return asset;
        }
        throw new FormatException("Expected an asset address, but got a contract address: " + text);
    }

    /** Reads a contract's address. */
    public static LockupScript.P2c parseContract(String text) {
        if (parse(text) instanceof LockupScript.P2c contract) {
            return contract;
        }
        throw new FormatException("Expected a contract address, but got an asset address: " + text);
    }

    /** Reads an address whose group may be left out: a groupless one then gets the group its key gives among so many. */
    public static LockupScript parseAnyGroup(String text, int groups) {
        if (!hasGroup(text)) {
            byte[] bytes = decode(text);
            if (isGroupless(bytes)) {
                LockupScript script = withGroup(bytes, 0, text);
                if (script instanceof LockupScript.P2pk p2pk) {
                    return new LockupScript.P2pk(
                            p2pk.publicKey(), p2pk.publicKey().defaultGroup(groups));
                } else if (script instanceof LockupScript.P2hmpk p2hmpk) {
                    return new LockupScript.P2hmpk(
                            p2hmpk.hash(), LockupScript.P2hmpk.defaultGroup(p2hmpk.hash(), groups));
                }
            }
        }
        return parse(text);
    }

    /** True when the text ends in ":" and one character. */
    public static boolean hasGroup(String text) {
        return text.length() > 2 && text.charAt(text.length() - 2) == ':';
    }

    private static LockupScript parseGroupless(String text) {
        int group = text.charAt(text.length() - 1) - '0';
        if (group < 0 || group > 9) {
            throw new FormatException("Invalid grouped address " + text);
        }
        byte[] bytes = Base58.decode(text.substring(0, text.length() - 2))
                .orElseThrow(() -> new FormatException("Invalid grouped address " + text));
        return withGroup(bytes, group, text);
    }

    private static LockupScript withGroup(byte[] bytes, int group, String text) {
        try {
            byte[] whole = new ByteWriter().raw(bytes).u8(group).toByteArray();
            if (ByteReader.readAll(whole, LockupScript::read) instanceof LockupScript.Groupless script) {
                return script;
            }
        } catch (FormatException e) {
            throw new FormatException("Invalid grouped address " + text + ": " + e.getMessage());
        }
        throw new FormatException("Invalid grouped address " + text);
    }

    private static boolean isGroupless(byte[] bytes) {
        return bytes.length > 0 && (bytes[0] == 4 || bytes[0] == 5);
    }

    private static byte[] decode(String text) {
        if (text.length() > LONGEST) {
            throw new FormatException("Invalid address: " + text.length() + " characters");
        }
        return Base58.decode(text).orElseThrow(() -> new FormatException("Invalid base58 string " + text));
    }
}
