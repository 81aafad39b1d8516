package dev.flowbed.rill.vm;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Val;
import java.util.List;

/**
 * Something a contract reported.
 *
 * @param contract who reported it; creations and destructions are reported under ids of their own
 * @param fields its index, then its fields
 * @param isSystem whether the virtual machine reported it
 */
public record Event(Hash contract, List<Val> fields, boolean isSystem) {
    public Event {
        fields = List.copyOf(fields);
    }
}
