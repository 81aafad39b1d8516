package dev.flowbed.rill.state;

import dev.flowbed.rill.store.StoreBatch;

/** All stored world states. Thread-safe. */
public interface WorldStates {
    /** The roots of the state without any output, its nodes put into the batch. */
    WorldStateRoots empty(StoreBatch batch);

    /** A stored state. */
    WorldState at(WorldStateRoots roots);

    /** A state to change, which starts as a stored one. */
    StagedWorldState stage(WorldStateRoots roots);
}
