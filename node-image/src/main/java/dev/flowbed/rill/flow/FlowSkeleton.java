package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The best known blocks of the intra-group chains, one per group, that do not contradict each other. */
record FlowSkeleton(List<BlockHash> intraTips) {

    // by hand: the methods that a record makes up cost each node tens of milliseconds at their first call
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FlowSkeleton that && intraTips.equals(that.intraTips);
    }

    @Override
    public int hashCode() {
        return intraTips.hashCode();
    }
}
