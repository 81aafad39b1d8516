package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.BlockHash;
import java.math.BigInteger;

/** The best block of a chain: hash, height and weight (the work of the flow up to it). */
public record ChainTip(BlockHash hash, int height, BigInteger weight) implements Encodable {
    /** Reads hash, height and weight. */
    public static ChainTip read(ByteReader in) {
        BlockHash hash = BlockHash.read(in);
        int height = in.compactInt();
        Bytes weight = in.blob();
        if (height < 0 || weight.isEmpty()) {
            throw in.error(
                    "expected a chain tip, found height " + height + " and a weight of " + weight.length() + " bytes");
        }
        return new ChainTip(hash, height, new BigInteger(weight.unsafeArray()));
    }

    @Override
    public void write(ByteWriter out) {
        hash.write(out);
        out.compactInt(height).blob(Bytes.wrap(weight.toByteArray()));
    }
}
