package dev.flowbed.cli.supervise;

import dev.flowbed.cli.state.RuntimeState.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The latest events of a testnet, each also told to somebody at once. */
public final class Journal implements EventLog {
    private static final int KEPT = 50;

    private final Deque<Event> events = new ArrayDeque<>();
    private final Consumer<Event> told;

    public Journal(List<Event> earlier, Consumer<Event> told) {
        this.events.addAll(earlier);
        this.told = told;
    }

    @Override
    public synchronized void add(Instant at, String what) {
        Event event = new Event(at.truncatedTo(ChronoUnit.MILLIS).toString(), what);
        events.add(event);
        if (events.size() > KEPT) {
            events.remove();
        }
        told.accept(event);
    }

    /** Oldest first. */
    public synchronized List<Event> latest() {
        return List.copyOf(events);
    }
}
