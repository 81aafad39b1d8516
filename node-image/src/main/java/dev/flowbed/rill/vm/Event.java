package dev.flowbed.rill.vm;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Val;
import java.util.List;
import java.util.OptionalInt;

/**
 * Something a contract reported.
 *
 * @param contract who reported it; creations and destructions are reported under ids of their own
 * @param fields its index, then its fields
 * @param isSystem whether the virtual machine reported it
 */
public record Event(Hash contract, List<Val> fields, boolean isSystem) {
    static final int CREATION = -1;
    static final int DESTRUCTION = -2;

    public Event {
        fields = List.copyOf(fields);
    }

    /** The number that it begins with; empty where that is none of one byte, and nobody keeps or reports such an event. */
    public OptionalInt index() {
        return !fields.isEmpty()
                        && fields.get(0) instanceof Val.SignedInteger index
                        && index.value().bitLength() < Byte.SIZE
                ? OptionalInt.of(index.value().intValueExact())
                : OptionalInt.empty();
    }

    /** Whether it reports a new contract: its address, that of the one it belongs to or nothing, its interface id. */
    public boolean isCreation() {
        return isSystem
                && fields.size() == 4
                && fields.get(0) instanceof Val.SignedInteger index
                && index.value().intValue() == CREATION;
    }
}
