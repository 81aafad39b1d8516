package dev.flowbed.cli.supervise;

import dev.flowbed.cli.process.LogFile;
import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.cli.process.ProcessTable;
import dev.flowbed.cli.process.Processes;
import dev.flowbed.cli.state.Desired;
import dev.flowbed.cli.state.HeldLock;
import dev.flowbed.cli.state.Json;
import dev.flowbed.cli.state.ReplacedFile;
import dev.flowbed.cli.state.RuntimeState;
import dev.flowbed.cli.state.RuntimeState.LastDeath;
import dev.flowbed.cli.state.RuntimeState.Phase;
import dev.flowbed.cli.state.RuntimeState.ProcessState;
import dev.flowbed.cli.state.TestnetDir;
import dev.flowbed.status.LifetimePlan;
import dev.flowbed.status.Vitals;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one testnet running until it is asked to stop or its lifetime ends. It is driven by files, so that it needs no port
 * and nobody needs it to be alive: commands write what is desired, it writes what is.
 */
public final class Supervisor {
    private static final long TICK_MILLIS = 100;

    /** Who asks whether a supervisor runs holds the lock for a moment. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(1);

    private static final long ROTATE_EVERY_MILLIS = 5_000;

    private final TestnetDir dir;
    private final Guest guest;
    private final ProcessTable table;
    private final Clock clock;
    private final Journal journal;
    private final ReplacedFile<Desired> desires;
    private final UnitSet units;
    private final Map<String, Integer> restartsDone = new HashMap<>();
    private final AtomicReference<@Nullable Ending> asked = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Instant created;
    private LifetimePlan lifetime = LifetimePlan.ENDLESS;
    private long observedGeneration;
    private long planned;
    private Phase phase = Phase.RUNNING;
    private volatile String reason = "";
    private @Nullable RuntimeState written;
    private Duration warned = Duration.ofDays(365_000);
    private long rotatedAt;

    /** How it ends. */
    private record Ending(Phase phase, String reason) {}

    public Supervisor(
            TestnetDir dir, Guest guest, ProcessTable table, Processes processes, Clock clock, Journal journal)
            throws IOException {
        this.dir = dir;
        this.guest = guest;
        this.table = table;
        this.clock = clock;
        this.journal = journal;
        this.desires = new ReplacedFile<>(dir.desiredFile(), Desired.class);
        this.units = new UnitSet(processes, Backoff.STANDARD, journal);
        this.created =
                dir.state().map(RuntimeState::createdAt).map(Instant::parse).orElseGet(clock::instant);
    }

    /** Asks it to end all processes and return, from another thread. */
    public void stop(Phase how, String why) {
        asked.compareAndSet(null, new Ending(how, why));
    }

    /** Why it ended, once it has. */
    public String reason() {
        return reason;
    }

    /** Waits until all has ended, for at most so long. */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Runs until asked to stop or until the lifetime ends; then no process is left.
     *
     * @return the phase that it ended in
     * @throws IOException when another supervisor runs, or the state cannot be kept
     */
    public Phase run() throws IOException {
        Optional<HeldLock> lock = HeldLock.acquire(dir.supervisorLock(), LOCK_PATIENCE);
        if (lock.isEmpty()) {
            throw new IOException("another supervisor of " + dir.name() + " is running");
        }
        try (HeldLock held = lock.get()) {
            Desired desired = dir.desired();
            restartsDone.putAll(desired.restarts());
            observedGeneration = desired.generation();
            replan();
            units.adopt(Marks.find(table, dir.path()), clock.instant());
            while (!step()) {
                TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
            }
            if (phase == Phase.EXPIRED && lifetime.delete()) {
                guest.delete(reason);
            }
            return phase;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            ended.countDown();
        }
    }

    /** One look at everything; whether all has ended. */
    private boolean step() throws IOException {
        Instant now = clock.instant();
        Ending ending = asked.get();
        if (ending == null) {
            obey();
            ending = expiry(now).orElse(null);
        }
        if (ending != null) {
            asked.compareAndSet(null, ending);
            units.want(false);
        }
        units.tick(now);
        boolean over = ending != null && units.isStopped();
        if (over && ending != null) {
            phase = ending.phase();
            reason = ending.reason();
        }
        rotateLogs(now);
        write();
        return over;
    }

    /** Does what commands have asked for since the last look. */
    private void obey() throws IOException {
        Desired desired = desires.read().orElse(Desired.INITIAL);
        boolean asked = desired.generation() != observedGeneration;
        if (asked || guest.revision() != planned) {
            replan();
        }
        if (!asked) {
            return;
        }
        desired.restarts().forEach((name, count) -> {
            if (count > restartsDone.getOrDefault(name, 0)) {
                units.restart(name).ifPresent(unit -> journal.add(clock.instant(), unit + " is restarted, as asked"));
            }
        });
        restartsDone.putAll(desired.restarts());
        observedGeneration = desired.generation();
    }

    private void replan() throws IOException {
        planned = guest.revision();
        SupervisedPlan plan = guest.plan();
        lifetime = plan.lifetime();
        units.plan(plan.units());
    }

    private Optional<Ending> expiry(Instant now) {
        Vitals vitals = guest.vitals();
        Optional<LifetimePlan.End> end = lifetime.end(created, vitals.idleSince());
        if (end.isEmpty()) {
            return Optional.empty();
        }
        Duration left = Duration.between(now, end.get().at());
        if (left.isNegative() || left.isZero()) {
            journal.add(now, "ending: " + end.get().cause());
            return Optional.of(new Ending(Phase.EXPIRED, end.get().cause()));
        }
        if (left.compareTo(warned) > 0) {
            warned = left; // a transaction moved the end away: warn anew when it comes near
        }
        Optional<Duration> warning = end.get().warningDue(left);
        if (warning.isPresent() && warned.compareTo(warning.get()) > 0) {
            warned = warning.get();
            String fate = lifetime.delete() ? " and is deleted with its chains: " : ", keeping its chains: ";
            journal.add(
                    now,
                    "ends in " + LifetimePlan.shown(rounded(left)) + fate
                            + end.get().threat());
        }
        return Optional.empty();
    }

    /** To whole seconds, up: a tick comes a little late. */
    private static Duration rounded(Duration left) {
        return Duration.ofSeconds(left.plusMillis(999).toSeconds());
    }

    private void rotateLogs(Instant now) {
        if (now.toEpochMilli() - rotatedAt < ROTATE_EVERY_MILLIS) {
            return;
        }
        rotatedAt = now.toEpochMilli();
        for (RestartUnit unit : units.all()) {
            unit.plan().launches().forEach(launch -> {
                try {
                    new LogFile(launch.log()).rotate(LogFile.BOUND);
                } catch (IOException e) {
                    journal.add(now, "the log of " + launch.name() + " cannot be put aside: " + e.getMessage());
                }
            });
        }
    }

    private void write() throws IOException {
        RuntimeState state = state();
        if (!state.equals(written)) {
            guest.heard(units.all());
            Json.write(dir.stateFile(), state);
            written = state;
        }
    }

    private RuntimeState state() {
        Map<String, ProcessState> processes = new TreeMap<>();
        for (RestartUnit unit : units.all()) {
            Map<String, ProcessId> running = unit.running();
            unit.plan()
                    .launches()
                    .forEach(launch -> processes.put(
                            launch.name(),
                            new ProcessState(
                                    unit.plan().name(),
                                    running.get(launch.name()),
                                    unit.phase().name(),
                                    unit.since().toString(),
                                    unit.starts(),
                                    unit.deathsInARow(),
                                    unit.lastDeath()
                                            .filter(death -> death.process().equals(launch.name()))
                                            .map(death -> new LastDeath(
                                                    death.at().toString(), death.how(), death.lastLines()))
                                            .orElse(null))));
        }
        ProcessId self = table.identify(ProcessHandle.current().pid()).orElse(new ProcessId(0, 0));
        return new RuntimeState(
                table.bootId(),
                observedGeneration,
                phase,
                reason,
                created.toString(),
                self,
                processes,
                journal.latest());
    }
}
