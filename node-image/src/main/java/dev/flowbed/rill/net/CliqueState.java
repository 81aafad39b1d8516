package dev.flowbed.rill.net;

import dev.flowbed.rill.net.wire.CliqueDescription;
import java.util.List;

/**
 * The own clique as it is now.
 *
 * @param description name and brokers
 * @param ready whether all brokers of the clique are connected with this one
 * @param connected the ids of the brokers that are, this one included
 */
public record CliqueState(CliqueDescription description, boolean ready, List<Integer> connected) {
    public CliqueState {
        connected = List.copyOf(connected);
    }
}
