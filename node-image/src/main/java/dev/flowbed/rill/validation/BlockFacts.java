package dev.flowbed.rill.validation;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import java.util.Optional;

/**
 * The block that a transaction is checked for, as its scripts may see it.
 *
 * @param chain its chain
 * @param timestamp its time, milliseconds since 1970
 * @param target its target
 * @param hash its hash; empty while it is being put together
 */
public record BlockFacts(ChainIndex chain, long timestamp, Target target, Optional<BlockHash> hash) {
    /** Of a block of a chain. */
    public static BlockFacts of(ChainIndex chain, BlockHeader header) {
        return new BlockFacts(chain, header.timestamp(), header.target(), Optional.of(header.hash()));
    }
}
