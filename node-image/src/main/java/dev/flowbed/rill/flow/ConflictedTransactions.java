package dev.flowbed.rill.flow;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import java.util.List;

/**
 * Transactions of one inter-group block that have no effect, since their inputs were spent by a parallel chain before.
 *
 * @param checkpoint the intra-group block that took the inter-group block in and found so
 * @param transactions their ids
 */
record ConflictedTransactions(BlockHash checkpoint, List<Hash> transactions) implements Encodable {

    static ConflictedTransactions read(ByteReader in) {
        return new ConflictedTransactions(BlockHash.read(in), in.vector(Hash::read));
    }

    @Override
    public void write(ByteWriter out) {
        checkpoint.write(out);
        out.vector(transactions);
    }
}
