package dev.flowbed.alephium.script;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What an input shows to spend an output (vm/UnlockScript.scala); the signatures stand elsewhere in the transaction. */
public sealed interface UnlockScript extends Encodable {
    /** The size of a compressed secp256k1 public key, in bytes. */
    int PUBLIC_KEY_LENGTH = 33;

    /** The key behind a key hash. */
    record P2pkh(Bytes publicKey) implements UnlockScript {
        @Override
        public void write(ByteWriter out) {
            out.u8(0).raw(publicKey);
        }
    }

    /** A key of a multisig and its position there. */
    record IndexedKey(Bytes publicKey, int index) implements Encodable {
        static IndexedKey read(ByteReader in) {
            return new IndexedKey(key(in), in.compactInt());
        }

        @Override
        public void write(ByteWriter out) {
            out.raw(publicKey).compactInt(index);
        }
    }

    /** Some of the keys of a multisig. */
    record P2mpkh(List<IndexedKey> keys) implements UnlockScript {
        @Override
        public void write(ByteWriter out) {
            out.u8(1).vector(keys);
        }

        /** True when the positions ascend, as the official node demands of valid transactions. */
        public boolean isOrdered() {
            for (int i = 0; i < keys.size() - 1; i++) {
                int index = keys.get(i).index();
                if (index < 0 || keys.get(i + 1).index() <= index) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The script behind a script hash, and its arguments. */
    record P2sh(ScriptCode script, List<Val> parameters) implements UnlockScript {
        @Override
        public void write(ByteWriter out) {
            out.u8(2).raw(script.bytes()).vector(parameters);
        }
    }

    /** The same as the input before. */
    record SameAsPrevious() implements UnlockScript {
        @Override
        public void write(ByteWriter out) {
            out.u8(3);
        }
    }

    /** The key of a miner who burns part of the reward: proof of less work. */
    record PoLW(Bytes publicKey) implements UnlockScript {
        /** What such a miner signs. */
        public static Hash preimage(LockupScript from, LockupScript to) {
            ByteWriter out = new ByteWriter().raw("alph-polw".getBytes(StandardCharsets.US_ASCII));
            from.write(out);
            to.write(out);
            return Hash.blake2b(out.toByteArray());
        }

        @Override
        public void write(ByteWriter out) {
            out.u8(4).raw(publicKey);
        }
    }

    /** A groupless single key: the lockup script has it already. */
    record P2pk() implements UnlockScript {
        @Override
        public void write(ByteWriter out) {
            out.u8(5);
        }
    }

    /** All keys of a groupless multisig and the positions of those that sign. */
    record P2hmpk(List<PublicKey> publicKeys, List<Integer> indexes) implements UnlockScript {
        /** Fails with {@link FormatException} when the positions are none, not ascending or beyond the keys. */
        public P2hmpk {
            if (publicKeys.isEmpty()) {
                throw new FormatException("Public keys can not be empty");
            } else if (indexes.isEmpty()) {
                throw new FormatException("Public key indexes can not be empty");
            } else if (indexes.size() > publicKeys.size()) {
                throw new FormatException("Public key indexes length can not be greater than public keys length");
            }
            int previous = -1;
            for (int index : indexes) {
                if (index <= previous || index >= publicKeys.size()) {
                    throw new FormatException(
                            "Public key indexes should be sorted in ascending order, each index should"
                                    + " be in range [0, publicKeys.length)");
                }
                previous = index;
            }
            publicKeys = List.copyOf(publicKeys);
            indexes = List.copyOf(indexes);
        }

        /** The hash of the address it unlocks. */
        public Hash hash() {
            return LockupScript.P2hmpk.hashOf(publicKeys, indexes.size());
        }

        @Override
        public void write(ByteWriter out) {
            out.u8(6).vector(publicKeys).vector(indexes, ByteWriter::compactInt);
        }
    }

    static UnlockScript read(ByteReader in) {
        int tag = in.u8();
        return switch (tag) {
            case 0 -> new P2pkh(key(in));
            case 1 -> new P2mpkh(in.vector(IndexedKey::read));
            case 2 -> new P2sh(ScriptCode.readStateless(in), in.vector(Val::read));
            case 3 -> new SameAsPrevious();
            case 4 -> new PoLW(key(in));
            case 5 -> new P2pk();
            case 6 -> new P2hmpk(in.vector(PublicKey::read), in.vector(ByteReader::compactInt));
            default -> throw in.error("expected the kind of an unlock script (0 to 6), found " + tag);
        };
    }

    private static Bytes key(ByteReader in) {
        return Bytes.wrap(in.raw(PUBLIC_KEY_LENGTH));
    }
}
