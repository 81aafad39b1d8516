package dev.flowbed.rill.index;

import dev.flowbed.alephium.model.Block;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreBatch;
import dev.flowbed.rill.vm.EmittedEvent;
import java.util.List;
import java.util.Optional;

/**
 * What a node keeps for queries; written together with the blocks it is about. Thread-safe: nothing is held in memory, and what is
 * not used is not loaded.
 *
 * @param settings what is kept; what is turned on later lacks what happened before
 */
public record NodeIndexes(Store store, IndexSettings settings) {
    /**
     * Stages what a block that is added has for the indexes.
     *
     * @param events what its scripts reported, in order
     */
    public void stage(StoreBatch batch, Block block, List<EmittedEvent> events) {
        if (settings.outputs()) {
            new OutputOrigins(store).stage(batch, block);
        }
        if (!events.isEmpty()) {
            events().stage(batch, block.hash(), events);
            subContracts().ifPresent(index -> index.stage(batch, events));
        }
    }

    /** The events of contracts. */
    public EventLog events() {
        return new EventLog(store, settings);
    }

    /** Which contract belongs to which; empty when that is not kept. */
    public Optional<SubContracts> subContracts() {
        return settings.subContracts() ? Optional.of(new SubContracts(store)) : Optional.empty();
    }

    /** Which transaction made an output; empty when that is not kept. */
    public Optional<OutputOrigins> outputs() {
        return settings.outputs() ? Optional.of(new OutputOrigins(store)) : Optional.empty();
    }
}
