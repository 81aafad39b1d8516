package dev.flowbed.rill.flow;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.BlockHash;

/**
 * Where a transaction stands.
 *
 * @param block the block
 * @param index its index among the block's transactions
 */
public record TransactionPlace(BlockHash block, int index) implements Encodable {

    static TransactionPlace read(ByteReader in) {
        return new TransactionPlace(BlockHash.read(in), in.int32());
    }

    @Override
    public void write(ByteWriter out) {
        block.write(out);
        out.int32(index);
    }
}
