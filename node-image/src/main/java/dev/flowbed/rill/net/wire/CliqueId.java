package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.codec.FormatException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The name of a clique: the compressed secp256k1 public key (33 bytes) that its brokers sign their handshakes for. */
public record CliqueId(Bytes publicKey) implements Encodable, Comparable<CliqueId> {
    /** The size of a clique id, in bytes. */
    public static final int LENGTH = 33;

    public CliqueId {
        if (publicKey.length() != LENGTH) {
            throw new FormatException("expected a clique id of " + LENGTH + " bytes, found " + publicKey.length());
        }
    }

    /** Reads 33 bytes. */
    public static CliqueId read(ByteReader in) {
        return new CliqueId(Bytes.wrap(in.raw(LENGTH)));
    }

    @Override
    public void write(ByteWriter out) {
        out.raw(publicKey);
    }

    /** Lower-case hexadecimal. */
    public String hex() {
        return publicKey.hex();
    }

    /** The number of bits in which two ids differ: the distance of the discovery protocol. */
    public int hammingDistance(CliqueId other) {
        int distance = 0;
        for (int i = 0; i < LENGTH; i++) {
            distance += Integer.bitCount((publicKey.at(i) ^ other.publicKey.at(i)) & 0xff);
        }
        return distance;
    }

    @Override
    public int compareTo(CliqueId other) {
        // signed bytes, as both sides of a double connection must see it (util/Bytes.scala)
        return Arrays.compare(publicKey.unsafeArray(), other.publicKey.unsafeArray());
    }

    // by hand: a record makes its own at their first call, which a start pays for in tens of milliseconds
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CliqueId that && publicKey.equals(that.publicKey);
    }

    @Override
    public int hashCode() {
        return publicKey.hashCode();
    }

    @Override
    public String toString() {
        return hex();
    }
}
