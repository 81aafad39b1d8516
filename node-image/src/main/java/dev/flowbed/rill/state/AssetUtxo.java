package dev.flowbed.rill.state;

import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;

/**
 * An unspent output.
 *
 * @param ref its reference
 * @param output the output, its lock time at least its block's timestamp once it is in the world state
 * @param origin where it stands
 */
public record AssetUtxo(TxOutputRef ref, TxOutput.Asset output, OutputOrigin origin) {}
