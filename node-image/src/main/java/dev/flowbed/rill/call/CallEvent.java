package dev.flowbed.rill.call;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.rill.index.EventLog;
import dev.flowbed.rill.vm.Event;
import dev.flowbed.rill.vm.OfficialOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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

    /**
     * The events of a call that a node with this log keeps, by contract, in the order of the official node's table of new pages. Those
     * without a usable index are left out.
     */
    static List<CallEvent> of(List<Event> events, BlockHash block, long timestamp, EventLog log) {
        OfficialOrder<NewPage, List<CallEvent>> pages = new OfficialOrder<>(NewPage::officialHashCode);
        for (Event event : events) {
            List<Val> fields = event.fields();
            OptionalInt index = event.index();
            if (log.keeps(event) && index.isPresent()) {
                Hash contract = event.contract();
                NewPage key = new NewPage(contract, log.count(contract).orElse(0));
                List<CallEvent> known = pages.get(key);
                List<CallEvent> page = known == null ? new ArrayList<>() : known;
                page.add(new CallEvent(block, timestamp, contract, index.getAsInt(), fields.subList(1, fields.size())));
                pages.put(key, page);
            }
        }
        return pages.list().stream().flatMap(page -> page.getValue().stream()).toList();
    }

    /** The page that the events would become (vm/LogStates.scala, LogStatesId). */
    private record NewPage(Hash contract, int number) {
        private static final int SEED = 0xcafebabe;
        private static final int NAME = "LogStatesId".hashCode();

        /** That of a Scala case class: its name and fields through the 32-bit MurmurHash3. */
        int officialHashCode() {
            int hash = mix(mix(mix(SEED, NAME), OfficialOrder.hashCodeOf(contract)), number) ^ 2;
            hash = (hash ^ hash >>> 16) * 0x85ebca6b;
            hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
            return hash ^ hash >>> 16;
        }

        private static int mix(int hash, int data) {
            int scrambled = Integer.rotateLeft(data * 0xcc9e2d51, 15) * 0x1b873593;
            return Integer.rotateLeft(hash ^ scrambled, 13) * 5 + 0xe6546b64;
        }
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
