package dev.flowbed.alephium.script;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.codec.FormatException;

/** A public key of any kind that groupless addresses may be made of (vm/PublicKeyLike.scala): the kind, and its raw bytes. */
public record PublicKey(Kind kind, Bytes bytes) implements Encodable {
    /** The kinds, in the order of their tags; sizes in bytes. */
    public enum Kind {
        SECP256K1(0, 33, "gl-secp256k1"),
        SECP256R1(1, 33, "gl-secp256r1"),
        ED25519(2, 32, "gl-ed25519"),
        WEBAUTHN(3, 33, "gl-webauthn");

        private final int tag;
        private final int length;
        private final String apiName;

        Kind(int tag, int length, String apiName) {
            this.tag = tag;
            this.length = length;
            this.apiName = apiName;
        }

        /** The size of a key, in bytes. */
        public int length() {
            return length;
        }

        /** The name in the REST API. */
        public String apiName() {
            return apiName;
        }
    }

    /** Fails with {@link FormatException} when the size does not fit the kind. */
    public PublicKey {
        if (bytes.length() != kind.length()) {
            throw new FormatException(
                    "expected a " + kind + " public key of " + kind.length() + " bytes, found " + bytes.length());
        }
    }

    /** A secp256k1 key in compressed form. */
    public static PublicKey secp256k1(Bytes compressed) {
        return new PublicKey(Kind.SECP256K1, compressed);
    }

    public static PublicKey read(ByteReader in) {
        int tag = in.u8();
        if (tag >= Kind.values().length) {
            throw in.error("expected the kind of a public key (0 to 3), found " + tag);
        }
        Kind kind = Kind.values()[tag];
        return new PublicKey(kind, Bytes.wrap(in.raw(kind.length())));
    }

    @Override
    public void write(ByteWriter out) {
        out.u8(kind.tag).raw(bytes);
    }

    /** The group that an address of this key has when none is named. */
    public int defaultGroup(int groups) {
        return (bytes.at(bytes.length() - 1) & 0xff) % groups;
    }
}
