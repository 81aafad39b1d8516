package dev.flowbed.alephium.script;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import java.util.List;

/** What guards an output, and what an address is made of (vm/LockupScript.scala). */
public sealed interface LockupScript extends Encodable permits LockupScript.Asset, LockupScript.P2c {
    /** The most keys that a groupless multisig may have. */
    int MAX_KEYS = 16;

    /** The hint of every output under this script. */
    Hint hint();

    /** The group this address belongs to when there are this many. */
    int group(int groups);

    /** Anything but a contract. */
    sealed interface Asset extends LockupScript permits P2pkh, P2mpkh, P2sh, Groupless {
        @Override
        default int group(int groups) {
            return hint().group(groups);
        }

        static Asset read(ByteReader in) {
            LockupScript script = LockupScript.read(in);
            if (script instanceof Asset asset) {
                return asset;
            }
            throw in.error("expected the lockup script of an asset, found one of a contract");
        }
    }

    /** An address whose group is part of the script, not of the key. */
    sealed interface Groupless extends Asset permits P2pk, P2hmpk {
        /** The group, as written (a signed byte): taken modulo the number of groups. */
        int groupByte();

        /** {@link FormatException} when the group is negative, which bytes can say but no network has. */
        @Override
        default int group(int groups) {
            if (groupByte() < 0) {
                throw new FormatException("not a group: " + groupByte());
            }
            return groupByte() % groups;
        }
    }

    /** Pay to the hash of a secp256k1 public key. */
    record P2pkh(Hash keyHash) implements Asset {
        /** Of a compressed public key. */
        public static P2pkh of(Bytes publicKey) {
            return new P2pkh(Hash.blake2b(publicKey.unsafeArray()));
        }

        @Override
        public Hint hint() {
            return Hint.ofAsset(keyHash);
        }

        @Override
        public void write(ByteWriter out) {
            keyHash.write(out.u8(0));
        }
    }

    /** Pay to m of n keys, given by their hashes. */
    record P2mpkh(List<Hash> keyHashes, int m) implements Asset {
        public P2mpkh {
            requireThreshold(m, keyHashes.size());
            keyHashes = List.copyOf(keyHashes);
        }

        /** Of compressed public keys. */
        public static P2mpkh of(List<Bytes> publicKeys, int m) {
            return new P2mpkh(
                    publicKeys.stream()
                            .map(key -> Hash.blake2b(key.unsafeArray()))
                            .toList(),
                    m);
        }

        @Override
        public Hint hint() {
            return Hint.ofAsset(keyHashes.get(0));
        }

        @Override
        public void write(ByteWriter out) {
            out.u8(1).vector(keyHashes).compactInt(m);
        }
    }

    /** Pay to the hash of a script. */
    record P2sh(Hash scriptHash) implements Asset {
        public static P2sh of(ScriptCode code) {
            return new P2sh(Hash.blake2b(code.bytes().unsafeArray()));
        }

        @Override
        public Hint hint() {
            return Hint.ofAsset(scriptHash);
        }

        @Override
        public void write(ByteWriter out) {
            scriptHash.write(out.u8(2));
        }
    }

    /** Pay to a contract; outputs of this kind come from execution only. */
    record P2c(Hash contractId) implements LockupScript {
        @Override
        public Hint hint() {
            return Hint.ofContract(contractId);
        }

        /** The last byte of a contract id is its group; {@link FormatException} when there are fewer groups. */
        @Override
        public int group(int groups) {
            int group = contractId.at(Hash.LENGTH - 1);
            if (group >= groups) {
                throw new FormatException("contract " + contractId + " is of group " + group + ", there are " + groups);
            }
            return group;
        }

        @Override
        public void write(ByteWriter out) {
            contractId.write(out.u8(3));
        }
    }

    /** Pay to a public key of any kind, in the named group. */
    record P2pk(PublicKey publicKey, int groupByte) implements Groupless {
        public P2pk {
            requireGroupByte(groupByte);
        }

        @Override
        public Hint hint() {
            return Hint.ofGroupless(publicKey.bytes().unsafeArray(), groupByte);
        }

        @Override
        public void write(ByteWriter out) {
            byte[] key = publicKey.encode();
            out.u8(4).raw(key).raw(Hint.checksum(key)).u8(groupByte);
        }
    }

    /** Pay to m of n public keys of any kind, given by one hash of them all, in the named group. */
    record P2hmpk(Hash hash, int groupByte) implements Groupless {
        public P2hmpk {
            requireGroupByte(groupByte);
        }

        /** Of its keys and how many must sign. */
        public static P2hmpk of(List<PublicKey> keys, int m, int groupByte) {
            if (keys.size() > MAX_KEYS) {
                throw new FormatException("Too many public keys in P2HMPK: " + keys.size() + ", max is " + MAX_KEYS);
            }
            requireThreshold(m, keys.size());
            return new P2hmpk(hashOf(keys, m), groupByte);
        }

        /** The hash that such an address stands for. */
        public static Hash hashOf(List<PublicKey> keys, int m) {
            return Hash.blake2b(
                    new ByteWriter().u8(5).vector(keys).compactInt(m).toByteArray());
        }

        /** The group that the address has when none is named. */
        public static int defaultGroup(Hash hash, int groups) {
            return hash.at(Hash.LENGTH - 1) % groups;
        }

        @Override
        public Hint hint() {
            return Hint.ofGroupless(hash.toArray(), groupByte);
        }

        @Override
        public void write(ByteWriter out) {
            byte[] bytes = hash.toArray();
            out.u8(5).raw(bytes).raw(Hint.checksum(bytes)).u8(groupByte);
        }
    }

    /** Reads a script of any kind. */
    static LockupScript read(ByteReader in) {
        int tag = in.u8();
        return switch (tag) {
            case 0 -> new P2pkh(Hash.read(in));
            case 1 -> new P2mpkh(in.vector(Hash::read), in.compactInt());
            case 2 -> new P2sh(Hash.read(in));
            case 3 -> new P2c(Hash.read(in));
            case 4 -> {
                int start = in.position();
                PublicKey key = PublicKey.read(in);
                requireChecksum(in, start);
                yield new P2pk(key, (byte) in.u8());
            }
            case 5 -> {
                int start = in.position();
                Hash hash = Hash.read(in);
                requireChecksum(in, start);
                yield new P2hmpk(hash, (byte) in.u8());
            }
            default -> throw in.error("expected the kind of a lockup script (0 to 5), found " + tag);
        };
    }

    private static void requireChecksum(ByteReader in, int start) {
        Bytes expected = Hint.checksum(in.since(start).unsafeArray());
        Bytes found = Bytes.wrap(in.raw(4));
        if (!found.equals(expected)) {
            throw in.error("Wrong checksum: expected " + expected + ", got " + found);
        }
    }

    private static void requireThreshold(int m, int n) {
        if (m <= 0 || m > n) {
            throw new FormatException("Invalid m in m-of-n multisig: m=" + m + ", n=" + n);
        }
    }

    private static void requireGroupByte(int groupByte) {
        if (groupByte != (byte) groupByte) {
            throw new FormatException("not a group: " + groupByte);
        }
    }
}
