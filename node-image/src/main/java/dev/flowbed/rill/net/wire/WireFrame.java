package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.hash.Hash;
import java.nio.charset.StandardCharsets;

/**
 * The frame around everything brokers say: magic bytes of the network, checksum, length, data (protocol/.../Message.scala). The
 * length counts the data only.
 */
public final class WireFrame {
    /** Bytes before the data. */
    public static final int HEADER_LENGTH = 12;

    private final int magic;

    private WireFrame(int magic) {
        this.magic = magic;
    }

    /** The frames of a network: its id stands in the magic bytes (NetworkConfig.scala). */
    public static WireFrame ofNetwork(int networkId) {
        byte[] hash = Hash.blake2b(("alephium-" + networkId).getBytes(StandardCharsets.UTF_8))
                .toArray();
        int sum = 0;
        for (int i = 0; i < hash.length; i += 4) {
            sum += (hash[i] << 24) | ((hash[i + 1] & 0xff) << 16) | ((hash[i + 2] & 0xff) << 8) | (hash[i + 3] & 0xff);
        }
        return new WireFrame(sum);
    }

    /** The first four bytes of every frame. */
    public int magic() {
        return magic;
    }

    /** Puts a frame around data. */
    public byte[] wrap(byte[] data) {
        return new ByteWriter(HEADER_LENGTH + data.length)
                .int32(magic)
                .int32(checksum(data, 0, data.length))
                .int32(data.length)
                .raw(data)
                .toByteArray();
    }

    /** The checksum of data (util/DjbHash.scala). */
    static int checksum(byte[] data, int offset, int length) {
        int hash = 5381;
        for (int i = offset; i < offset + length; i++) {
            hash = hash * 33 + (data[i] & 0xff);
        }
        return hash;
    }
}
