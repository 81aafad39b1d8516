package dev.flowbed.cli.supervise;

import dev.flowbed.cli.process.Launch;
import java.time.Duration;
import java.util.List;

/**
 * Processes that live and die together.
 *
 * @param name the unit: a clique, or the only process in it
 * @param launches the processes, by distinct names
 * @param grace how long they may take to end when asked
 * @param revision changes whenever a running unit would have to be restarted to be what the plan says
 */
public record UnitPlan(String name, List<Launch> launches, Duration grace, String revision) {
    public UnitPlan {
        launches = List.copyOf(launches);
    }
}
