package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Weight;

/**
 * The heaviest block of a chain.
 *
 * @param hash its hash
 * @param height its height, 0 for genesis
 * @param weight its weight
 */
public record ChainTip(BlockHash hash, int height, Weight weight) {}
