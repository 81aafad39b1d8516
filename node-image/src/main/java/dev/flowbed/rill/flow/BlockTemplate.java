package dev.flowbed.rill.flow;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.alephium.model.Transaction;
import java.util.List;

/**
 * A block that lacks only a nonce.
 *
 * @param chain the chain it is for: the nonce must put its hash there
 * @param deps its dependencies
 * @param depStateHash the state hash of its group
 * @param txsHash the Merkle root of its transactions
 * @param target what its hash must not exceed
 * @param timestamp milliseconds since 1970; miners leave it alone
 * @param transactions its transactions, the coinbase last
 * @param height its height
 */
public record BlockTemplate(
        ChainIndex chain,
        List<BlockHash> deps,
        Hash depStateHash,
        Hash txsHash,
        Target target,
        long timestamp,
        List<Transaction> transactions,
        int height) {

    private static final Bytes NO_NONCE = Bytes.wrap(new byte[BlockHeader.NONCE_LENGTH]);

    /** The header with a nonce of zeros; its {@code headerBlob} is what miners get. */
    public BlockHeader header() {
        return header(NO_NONCE);
    }

    /** The header with a nonce of 24 bytes. */
    public BlockHeader header(Bytes nonce) {
        return new BlockHeader(nonce, BlockHeader.VERSION, deps, depStateHash, txsHash, timestamp, target);
    }

    /** The block with a nonce of 24 bytes. */
    public Block block(Bytes nonce) {
        return new Block(header(nonce), transactions);
    }
}
