package dev.flowbed.rill.vm;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What code may know of the block that it is run for.
 *
 * @param chain its chain
 * @param groups how many groups there are
 * @param networkId the network
 * @param timestamp its time, milliseconds since 1970
 * @param target its target
 * @param block its hash; empty while it is not mined
 */
public record BlockEnv(
        ChainIndex chain, int groups, int networkId, long timestamp, BigInteger target, Optional<BlockHash> block) {}
