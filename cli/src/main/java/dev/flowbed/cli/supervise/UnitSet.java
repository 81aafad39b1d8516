package dev.flowbed.cli.supervise;

import dev.flowbed.cli.process.Launch;
import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.cli.process.Processes;
import dev.flowbed.cli.supervise.RestartUnit.Phase;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All units of one testnet, kept as planned. */
public final class UnitSet {
    private final Processes processes;
    private final Backoff backoff;
    private final EventLog events;
    private final Map<String, RestartUnit> units = new LinkedHashMap<>();
    private final Set<String> leaving = new HashSet<>();
    private boolean wanted = true;

    public UnitSet(Processes processes, Backoff backoff, EventLog events) {
        this.processes = processes;
        this.backoff = backoff;
        this.events = events;
    }

    /** Takes a first or another plan: new units are added, changed ones restarted, those no longer planned ended. */
    public void plan(List<UnitPlan> plans) {
        Set<String> planned = new HashSet<>();
        for (UnitPlan plan : plans) {
            planned.add(plan.name());
            leaving.remove(plan.name());
            RestartUnit unit = units.get(plan.name());
            if (unit == null) {
                units.put(plan.name(), new RestartUnit(plan, processes, backoff, events));
            } else {
                unit.replan(plan);
            }
        }
        for (String name : units.keySet()) {
            if (!planned.contains(name)) {
                leaving.add(name);
            }
        }
        wantAll();
    }

    /** Takes over what runs as planned, and ends what else of this testnet runs. */
    public void adopt(Marks.Found found, Instant now) {
        Set<ProcessId> strays = new HashSet<>();
        found.leaders().forEach(leader -> strays.add(leader.id()));
        for (RestartUnit unit : units.values()) {
            Map<String, ProcessId> own = found.of(unit.plan());
            strays.removeAll(own.values());
            unit.adopt(own, now);
        }
        if (!strays.isEmpty()) {
            events.add(now, "ended " + strays.size() + " processes that are no longer as planned");
            processes.terminate(strays);
        }
    }

    /** Whether the units should run. */
    public void want(boolean run) {
        wanted = run;
        wantAll();
    }

    private void wantAll() {
        units.forEach((name, unit) -> unit.want(wanted && !leaving.contains(name)));
    }

    /**
     * Restarts the unit of this name, or the one that holds the process of this name.
     *
     * @return the unit's name; empty when there is none
     */
    public Optional<String> restart(String name) {
        Optional<RestartUnit> unit = units.values().stream()
                .filter(candidate -> candidate.plan().name().equals(name) || holds(candidate, name))
                .findFirst();
        unit.ifPresent(RestartUnit::restart);
        return unit.map(found -> found.plan().name());
    }

    private static boolean holds(RestartUnit unit, String process) {
        return unit.plan().launches().stream().map(Launch::name).anyMatch(process::equals);
    }

    /** Takes the next step of every unit. */
    public void tick(Instant now) {
        units.values().forEach(unit -> unit.tick(now));
        units.values()
                .removeIf(unit -> unit.phase() == Phase.STOPPED
                        && leaving.remove(unit.plan().name()));
    }

    /** Whether no process is left. */
    public boolean isStopped() {
        return units.values().stream().allMatch(unit -> unit.phase() == Phase.STOPPED);
    }

    public Collection<RestartUnit> all() {
        return List.copyOf(units.values());
    }
}
