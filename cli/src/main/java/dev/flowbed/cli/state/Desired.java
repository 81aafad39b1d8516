package dev.flowbed.cli.state;

import java.util.Map;
import java.util.TreeMap;

/**
 * What commands want of a running supervisor.
 *
 * @param generation counts changes of the resources and of this
 * @param restarts how often each process or unit was asked to restart
 */
public record Desired(long generation, Map<String, Integer> restarts) {
    public static final Desired INITIAL = new Desired(1, Map.of());

    public Desired {
        restarts = Map.copyOf(restarts);
    }

    /** The same with one more restart of something. */
    public Desired restart(String name) {
        Map<String, Integer> counts = new TreeMap<>(restarts);
        counts.merge(name, 1, Integer::sum);
        return new Desired(generation + 1, counts);
    }

    /** The same after the resources changed. */
    public Desired changed() {
        return new Desired(generation + 1, restarts);
    }
}
