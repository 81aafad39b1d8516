package dev.flowbed.rill.index;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.hash.Hash256;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreBatch;
import dev.flowbed.rill.store.Table;
import dev.flowbed.rill.vm.EmittedEvent;
import dev.flowbed.rill.vm.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Events of contracts. A contract's events stand in pages that are counted from zero: all of one block make one page, and blocks
 * follow in the order in which they were added, those of forks too (vm/event/MutableLog.scala).
 */
public final class EventLog {
    private final Store store;
    private final IndexSettings settings;

    EventLog(Store store, IndexSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** Some pages of a contract's events, and the number of the page after them. */
    public record Pages(List<LoggedEvent> events, int next) {}

    /** One event of a page. */
    private record Entry(Hash transaction, int index, List<Val> fields) implements Encodable {
        static Entry read(ByteReader in) {
            return new Entry(Hash.read(in), (byte) in.u8(), in.vector(Val::read));
        }

        @Override
        public void write(ByteWriter out) {
            transaction.write(out);
            out.u8(index & 0xff).vector(fields);
        }
    }

    /** Where an event stands: page and position in it. */
    private record Place(Hash contract, int page, int position) implements Encodable {
        static Place read(ByteReader in) {
            return new Place(Hash.read(in), in.int32(), in.int32());
        }

        @Override
        public void write(ByteWriter out) {
            contract.write(out);
            out.int32(page).int32(position);
        }
    }

    private record Page(BlockHash block, List<Entry> entries) {
        static Page read(ByteReader in) {
            return new Page(BlockHash.read(in), in.vector(Entry::read));
        }

        byte[] encode() {
            ByteWriter out = new ByteWriter();
            block.write(out);
            return out.vector(entries).toByteArray();
        }

        LoggedEvent event(Hash contract, int position) {
            Entry entry = entries.get(position);
            return new LoggedEvent(block, entry.transaction(), contract, entry.index(), entry.fields());
        }
    }

    /** Whether such an event is kept: the virtual machine's own always are. */
    public boolean keeps(Event event) {
        return event.isSystem() || settings.keepsEventsOf(event.contract());
    }

    /** Stages what a block's scripts reported. */
    void stage(StoreBatch batch, BlockHash block, List<EmittedEvent> events) {
        Map<Hash, List<Entry>> pages = new LinkedHashMap<>();
        Map<Hash, Integer> numbers = new LinkedHashMap<>();
        Map<Hash256, List<Place>> places = new LinkedHashMap<>();
        for (EmittedEvent emitted : events) {
            Hash contract = emitted.event().contract();
            Optional<Entry> entry = entry(emitted);
            if (entry.isPresent() && keeps(emitted.event())) {
                List<Entry> page = pages.computeIfAbsent(contract, c -> new ArrayList<>());
                int number = numbers.computeIfAbsent(contract, c -> count(c).orElse(0));
                Place place = new Place(contract, number, page.size());
                page.add(entry.get());
                if (settings.eventsByTransaction()) {
                    places.computeIfAbsent(emitted.transaction(), this::places).add(place);
                }
                if (settings.eventsByBlock()) {
                    places.computeIfAbsent(block, this::places).add(place);
                }
            }
        }
        pages.forEach((contract, entries) -> {
            int number = numbers.getOrDefault(contract, 0);
            batch.put(Table.EVENT, key(contract, number), new Page(block, entries).encode());
            batch.put(
                    Table.EVENT_COUNT,
                    contract.toArray(),
                    new ByteWriter(4).int32(number + 1).toByteArray());
        });
        places.forEach((of, found) -> batch.put(
                Table.EVENT_PLACE, of.toArray(), new ByteWriter().vector(found).toByteArray()));
    }

    /** An event as it is kept; empty when it does not begin with a number of one byte. */
    private static Optional<Entry> entry(EmittedEvent emitted) {
        Event event = emitted.event();
        OptionalInt index = event.index();
        return index.isEmpty()
                ? Optional.empty()
                : Optional.of(new Entry(
                        emitted.transaction(),
                        index.getAsInt(),
                        List.copyOf(event.fields().subList(1, event.fields().size()))));
    }

    /** How many pages a contract has; empty when it never reported anything. */
    public OptionalInt count(Hash contract) {
        byte[] bytes = store.get(Table.EVENT_COUNT, contract.toArray());
        return bytes == null ? OptionalInt.empty() : OptionalInt.of(new ByteReader(bytes).int32());
    }

    /** The pages of a contract from {@code start} up to, not including, {@code end}, as far as they are there. */
    public Pages pages(Hash contract, int start, int end) {
        List<LoggedEvent> events = new ArrayList<>();
        int number = start;
        Optional<Page> page = page(contract, number);
        while (page.isPresent()) {
            addAll(page.get(), contract, events);
            number++;
            page = number < end ? page(contract, number) : Optional.empty();
        }
        return new Pages(events, number);
    }

    private static void addAll(Page page, Hash contract, List<LoggedEvent> events) {
        for (int position = 0; position < page.entries().size(); position++) {
            events.add(page.event(contract, position));
        }
    }

    private Optional<Page> page(Hash contract, int number) {
        byte[] bytes = store.get(Table.EVENT, key(contract, number));
        return bytes == null ? Optional.empty() : Optional.of(ByteReader.readAll(bytes, Page::read));
    }

    /** The events of a transaction, in all blocks it is in, as far as they are kept by transaction. */
    public List<LoggedEvent> ofTransaction(Hash transaction) {
        return of(transaction);
    }

    /** The events of a block, as far as they are kept by block. */
    public List<LoggedEvent> ofBlock(BlockHash block) {
        return of(block);
    }

    private List<LoggedEvent> of(Hash256 id) {
        List<LoggedEvent> events = new ArrayList<>();
        for (Place place : places(id)) {
            Page page = page(place.contract(), place.page())
                    .orElseThrow(() -> new IllegalStateException("no page " + place.page()
                            + " of the events of contract " + place.contract().hex() + ": the data folder is damaged"));
            events.add(page.event(place.contract(), place.position()));
        }
        return events;
    }

    private List<Place> places(Hash256 id) {
        byte[] bytes = store.get(Table.EVENT_PLACE, id.toArray());
        return bytes == null ? new ArrayList<>() : new ArrayList<>(new ByteReader(bytes).vector(Place::read));
    }

    private static byte[] key(Hash contract, int page) {
        return new ByteWriter(Hash256.LENGTH + 4)
                .raw(contract.toArray())
                .int32(page)
                .toByteArray();
    }
}
