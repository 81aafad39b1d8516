package dev.flowbed.rill.call;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.rill.vm.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a contract reported during a call.
 *
 * @param block the block whose state it was called on
 * @param timestamp of that block, milliseconds since 1970
 * @param contract who reported it
 * @param index which of its events; negative ones are the virtual machine's
 */
public record CallEvent(BlockHash block, long timestamp, Hash contract, int index, List<Val> fields) {
    static final int CREATION = -1;
    static final int DESTRUCTION = -2;
    static final int DEBUG = -3;

    public CallEvent {
        fields = List.copyOf(fields);
    }

    /** Events by contract, in the order in which contracts first reported; those without a usable index are left out. */
    static List<CallEvent> of(List<Event> events, BlockHash block, long timestamp) {
        Map<Hash, List<CallEvent>> byContract = new LinkedHashMap<>();
        for (Event event : events) {
            List<Val> fields = event.fields();
            if (!fields.isEmpty()
                    && fields.get(0) instanceof Val.SignedInteger index
                    && index.value().bitLength() < Byte.SIZE) {
                byContract
                        .computeIfAbsent(event.contract(), contract -> new ArrayList<>())
                        .add(new CallEvent(
                                block,
                                timestamp,
                                event.contract(),
                                index.value().intValue(),
                                fields.subList(1, fields.size())));
            }
        }
        return byContract.values().stream().flatMap(List::stream).toList();
    }

    /** The contract that an event of creation or destruction is about. */
    Optional<Hash> subject() {
        return !fields.isEmpty()
                        && fields.get(0) instanceof Val.AddressVal address
                        && address.value() instanceof LockupScript.P2c contract
                ? Optional.of(contract.contractId())
                : Optional.empty();
    }
}
