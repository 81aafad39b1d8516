package dev.flowbed.rill.index;

import dev.flowbed.alephium.hash.Hash;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept for queries (protocol/.../vm/Context.scala, LogConfig and NodeIndexesConfig).
 *
 * @param events whether events of contracts are kept; those of the virtual machine (creation, destruction) always are
 * @param eventContracts ids of the contracts whose events are kept; empty for all
 * @param eventsByTransaction whether kept events are found by their transactions
 * @param eventsByBlock whether kept events are found by their blocks
 * @param outputs whether the transaction behind every output is kept
 * @param subContracts whether it is kept which contract belongs to which
 */
public record IndexSettings(
        boolean events,
        Optional<Set<Hash>> eventContracts,
        boolean eventsByTransaction,
        boolean eventsByBlock,
        boolean outputs,
        boolean subContracts) {
    /** As little as there can be: the official node's defaults. */
    public static final IndexSettings LEAST = new IndexSettings(false, Optional.empty(), false, false, false, false);

    /** Everything. */
    public static final IndexSettings ALL = new IndexSettings(true, Optional.empty(), true, true, true, true);

    public IndexSettings {
        eventContracts = eventContracts.map(Set::copyOf);
    }

    /** Whether events that a contract itself reports are kept. */
    boolean keepsEventsOf(Hash contract) {
        return events && (eventContracts.isEmpty() || eventContracts.get().contains(contract));
    }
}
