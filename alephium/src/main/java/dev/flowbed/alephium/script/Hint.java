package dev.flowbed.alephium.script;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Four bytes before an output's key that tell whose it may be: an index for finding an address's outputs, whose lowest bit tells
 * assets (1) from contracts (0), and whose bytes together give the group (model/Hint.scala, model/ScriptHint.scala).
 */
public record Hint(int value) implements Encodable {
    static Hint ofAsset(Hash hash) {
        return new Hint(djb(hash.toArray()) | 1);
    }

    static Hint ofContract(Hash contractId) {
        return new Hint(djb(contractId.toArray()) & ~1);
    }

    /** Groupless addresses: the highest byte is chosen so that the hint gives the wanted group (LockupScript.Groupless). */
    static Hint ofGroupless(byte[] preimage, int groupByte) {
        int initial = djb(preimage) | 1;
        int highest = initial >> 24 ^ xorOfBytes(initial) ^ groupByte;
        return new Hint((highest << 24) | (initial & 0x00ffffff));
    }

    /** The DJB hash (util/DjbHash.scala), also the checksum of groupless addresses. */
    static int djb(byte[] bytes) {
        int hash = 5381;
        for (byte b : bytes) {
            hash = (hash << 5) + hash + (b & 0xff);
        }
        return hash;
    }

    static Bytes checksum(byte[] bytes) {
        return new ByteWriter(4).int32(djb(bytes)).toBytes();
    }

    private static int xorOfBytes(int value) {
        return (value >> 24 ^ value >> 16 ^ value >> 8 ^ value) & 0xff;
    }

    public static Hint read(ByteReader in) {
        return new Hint(in.int32());
    }

    @Override
    public void write(ByteWriter out) {
        out.int32(value);
    }

    /** True for the output of an address that is no contract. */
    public boolean isAsset() {
        return (value & 1) == 1;
    }

    /** The group of an asset output, when there are this many groups. */
    public int group(int groups) {
        return xorOfBytes(value | 1) % groups;
    }

    // by hand: the methods that a record makes up cost each node tens of milliseconds at their first call
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hint that && value == that.value;
    }

    @Override
    public int hashCode() {
        return value;
    }
}
