package dev.flowbed.cli.supervise;

import dev.flowbed.cli.process.Launch;
import dev.flowbed.cli.process.LogFile;
import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.cli.process.Processes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one unit as wanted. A death of one process ends the others of the unit, and all start anew after a backoff. Nothing
 * here waits: {@link #tick} looks and takes at most the next step.
 */
public final class RestartUnit {
    private static final int LINES_TOLD = 12;

    /** Where a unit stands. */
    public enum Phase {
        /** Not running, and not wanted to. */
        STOPPED,
        /** All its processes were started and none is known dead. */
        RUNNING,
        /** Its processes were asked to end. */
        STOPPING,
        /** Waiting to be started again after a death. */
        BACKING_OFF
    }

    private final Processes processes;
    private final Backoff backoff;
    private final EventLog events;
    private final Map<String, ProcessId> running = new LinkedHashMap<>();
    private UnitPlan plan;
    private @Nullable UnitPlan next;
    private Phase phase = Phase.STOPPED;
    private boolean wanted = true;
    private boolean restartAsked;
    private int deathsInARow;
    private int starts;
    private Instant since = Instant.EPOCH;
    private Instant until = Instant.EPOCH;
    private @Nullable Death lastDeath;

    public RestartUnit(UnitPlan plan, Processes processes, Backoff backoff, EventLog events) {
        this.plan = plan;
        this.processes = processes;
        this.backoff = backoff;
        this.events = events;
    }

    /**
     * Takes over processes of an earlier supervisor. A unit of which some are missing is taken over too: the next tick finds
     * the missing ones dead.
     */
    public void adopt(Map<String, ProcessId> found, Instant now) {
        if (found.isEmpty()) {
            return;
        }
        running.clear();
        for (Launch launch : plan.launches()) {
            running.put(launch.name(), found.getOrDefault(launch.name(), new ProcessId(0, 0)));
        }
        phase = Phase.RUNNING;
        since = now;
        events.add(now, "adopted " + String.join(", ", found.keySet()) + ", still running");
    }

    /** Whether the unit should run. */
    public void want(boolean run) {
        wanted = run;
    }

    /** Stops and starts it once, at once. */
    public void restart() {
        restartAsked = phase == Phase.RUNNING || phase == Phase.STOPPING;
        if (phase == Phase.BACKING_OFF) {
            until = Instant.EPOCH;
        }
    }

    /** Replaces the plan; a running unit is restarted when the revision differs. */
    public void replan(UnitPlan newPlan) {
        if (phase == Phase.STOPPED || phase == Phase.BACKING_OFF) {
            plan = newPlan;
            return;
        }
        if (!newPlan.revision().equals(plan.revision())) {
            next = newPlan;
            restartAsked = true;
        }
    }

    /** Looks at the processes and takes the next step. */
    public void tick(Instant now) {
        switch (phase) {
            case RUNNING -> watch(now);
            case STOPPING -> awaitEnd(now);
            case BACKING_OFF -> awaitBackoff(now);
            case STOPPED -> {
                if (wanted) {
                    start(now);
                }
            }
        }
    }

    private void watch(Instant now) {
        Optional<String> dead = running.keySet().stream()
                .filter(name -> !processes.isAlive(running.getOrDefault(name, new ProcessId(0, 0))))
                .findFirst();
        if (dead.isPresent()) {
            recordDeath(dead.get(), now);
            end(now);
        } else if (!wanted || restartAsked) {
            end(now);
        } else if (deathsInARow > 0 && since.plus(backoff.healthyAfter()).isBefore(now)) {
            deathsInARow = 0;
        }
    }

    private void recordDeath(String name, Instant now) {
        ProcessId id = running.get(name);
        OptionalInt code = id == null ? OptionalInt.empty() : processes.exitCode(id);
        Death death = new Death(name, now, code, lastLines(name));
        lastDeath = death;
        deathsInARow++;
        events.add(now, name + " " + death.how() + others(name));
    }

    private String others(String name) {
        List<String> others =
                running.keySet().stream().filter(other -> !other.equals(name)).toList();
        return others.isEmpty() ? "" : "; restarting it together with " + String.join(", ", others);
    }

    private List<String> lastLines(String name) {
        for (Launch launch : plan.launches()) {
            if (launch.name().equals(name)) {
                try {
                    return new LogFile(launch.log()).last(LINES_TOLD);
                } catch (IOException unreadable) {
                    return List.of("(its log cannot be read: " + unreadable.getMessage() + ")");
                }
            }
        }
        return List.of();
    }

    private void end(Instant now) {
        processes.terminate(running.values());
        phase = Phase.STOPPING;
        until = now.plus(plan.grace());
        awaitEnd(now);
    }

    private void awaitEnd(Instant now) {
        List<ProcessId> left =
                running.values().stream().filter(processes::isAlive).toList();
        if (!left.isEmpty()) {
            if (!now.isBefore(until)) {
                events.add(
                        now, plan.name() + " did not end within " + plan.grace().toSeconds() + " s: killed");
                processes.kill(left);
                until = now.plus(plan.grace());
            }
            return;
        }
        running.clear();
        if (next != null) {
            plan = next;
            next = null;
        }
        if (!wanted) {
            phase = Phase.STOPPED;
            restartAsked = false;
            deathsInARow = 0;
        } else if (restartAsked) {
            restartAsked = false;
            start(now);
        } else {
            Duration wait = backoff.after(deathsInARow);
            phase = Phase.BACKING_OFF;
            until = now.plus(wait);
            if (!wait.isZero()) {
                events.add(now, plan.name() + " starts again in " + wait.toSeconds() + " s");
            }
            awaitBackoff(now);
        }
    }

    private void awaitBackoff(Instant now) {
        if (!wanted) {
            phase = Phase.STOPPED;
        } else if (!now.isBefore(until)) {
            start(now);
        }
    }

    private void start(Instant now) {
        phase = Phase.RUNNING;
        since = now;
        starts++;
        for (Launch launch : plan.launches()) {
            try {
                running.put(launch.name(), processes.start(launch));
            } catch (IOException e) {
                running.put(launch.name(), new ProcessId(0, 0));
                events.add(now, launch.name() + " cannot be started: " + e.getMessage());
            }
        }
    }

    public UnitPlan plan() {
        return plan;
    }

    public Phase phase() {
        return phase;
    }

    /** The processes that were started and not yet found dead, by name. */
    public Map<String, ProcessId> running() {
        return Map.copyOf(running);
    }

    /** Starts since this supervisor came up, the first included. */
    public int starts() {
        return starts;
    }

    /** Since when the present phase's processes run, or run no more. */
    public Instant since() {
        return since;
    }

    /** Deaths without a healthy time between them. */
    public int deathsInARow() {
        return deathsInARow;
    }

    public Optional<Death> lastDeath() {
        return Optional.ofNullable(lastDeath);
    }
}
