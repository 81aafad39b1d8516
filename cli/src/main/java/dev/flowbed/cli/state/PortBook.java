package dev.flowbed.cli.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Which port of this machine each port of each process has.
 *
 * @param ports by {@code process/port}, as in {@code quickstart-a-0/rest}
 */
public record PortBook(@JsonValue SortedMap<String, Integer> ports) {
    public static final PortBook EMPTY = new PortBook(new TreeMap<>());

    @JsonCreator
    public PortBook(SortedMap<String, Integer> ports) {
        this.ports = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(ports));
    }

    /**
     * A port that a process wants.
     *
     * @param preferred what it gets when that is free
     * @param movable whether it may get another one when a stranger has taken its own meanwhile
     */
    public record Wanted(String process, String port, int preferred, boolean movable) {
        /** One that people and tools know: the same over all restarts. */
        public Wanted(String process, String port, int preferred) {
            this(process, port, preferred, false);
        }

        /** {@code process/port}. */
        public String key() {
            return process + "/" + port;
        }
    }

    public OptionalInt port(String process, String port) {
        Integer number = ports.get(process + "/" + port);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Whether every wish has its port. */
    public boolean covers(Collection<Wanted> wishes) {
        return wishes.stream()
                .allMatch(wish -> port(wish.process(), wish.port()).isPresent());
    }

    /**
     * The book for these wishes: what is written stays, the rest gets the next usable port from the preferred one on, and
     * what nobody wants any more is struck out.
     *
     * @param usable whether a port can be given out
     */
    public PortBook with(Collection<Wanted> wishes, IntPredicate usable) {
        SortedMap<String, Integer> book = new TreeMap<>();
        for (Wanted wish : wishes) {
            Integer written = ports.get(wish.key());
            if (written != null) {
                book.put(wish.key(), written);
            }
        }
        for (Wanted wish : wishes) {
            book.computeIfAbsent(wish.key(), key -> next(wish.preferred(), book, usable));
        }
        return new PortBook(book);
    }

    private static int next(int from, SortedMap<String, Integer> book, IntPredicate usable) {
        for (int port = from; port <= 65535; port++) {
            if (!book.containsValue(port) && usable.test(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free TCP port from " + from + " to 65535");
    }

    /** The same without some ports, by {@code process/port}. */
    public PortBook without(Collection<String> keys) {
        SortedMap<String, Integer> rest = new TreeMap<>(ports);
        rest.keySet().removeAll(keys);
        return new PortBook(rest);
    }

    @JsonIgnore
    public boolean isEmpty() {
        return ports.isEmpty();
    }
}
