package dev.flowbed.rill.state;

import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.rill.store.StoreBatch;
import java.util.NoSuchElementException;

/** A world state in the making: changes are gathered in memory and seen by its own queries. Not thread-safe. */
public interface StagedWorldState extends WorldState {
    /** Adds an unspent output, or replaces it. */
    void addAsset(TxOutputRef ref, TxOutput.Asset output);

    /**
     * Spends an output.
     *
     * @throws NoSuchElementException when it is not there
     */
    void removeAsset(TxOutputRef ref);

    /** Puts all that is new into a batch and returns the roots; after the batch is written, the roots name a stored state. */
    WorldStateRoots persist(StoreBatch batch);
}
