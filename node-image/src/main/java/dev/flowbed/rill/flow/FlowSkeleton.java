package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import java.util.List;

/** The best known blocks of the intra-group chains, one per group, that do not contradict each other. */
record FlowSkeleton(List<BlockHash> intraTips) {}
