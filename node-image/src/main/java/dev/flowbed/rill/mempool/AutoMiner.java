package dev.flowbed.rill.mempool;

import dev.flowbed.alephium.model.ChainIndex;
import java.util.Optional;

/** What makes a transaction confirm at once where {@link MemPoolSettings#autoMine} asks for it. */
@FunctionalInterface
public interface AutoMiner {
    /** Mines one block of a chain with what waits for it and adds it to the flow; what went wrong, if anything did. */
    Optional<String> mine(ChainIndex chain);
}
