package dev.flowbed.rill.flow;

import dev.flowbed.alephium.model.Block;

/** A block and its height. */
public record HeightedBlock(Block block, int height) {}
