package dev.flowbed.cli.local;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.cli.state.Json;
import dev.flowbed.cli.supervise.EventLog;
import dev.flowbed.crds.minerpool.MinerPoolStatus;
import dev.flowbed.observer.Conditions;
import dev.flowbed.observer.MetricText;
import dev.flowbed.observer.MetricText.Labels;
import dev.flowbed.observer.Observer;
import dev.flowbed.observer.Picture;
import dev.flowbed.observer.PlatformMetrics;
import dev.flowbed.observer.Watched;
import dev.flowbed.status.Facts;
import dev.flowbed.status.Facts.ProcessFacts;
import dev.flowbed.status.LifetimePlan;
import dev.flowbed.status.NodeEvents;
import dev.flowbed.status.StatusReport;
import dev.flowbed.status.Statuses;
import dev.flowbed.status.Vitals;
import dev.flowbed.status.Watching;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at a testnet again and again, and writes down the status of its resources. */
public final class Observation implements AutoCloseable {
    private static final long PAUSE_MILLIS = 2_000;
    private static final long PAUSE_UNTIL_READY_MILLIS = 100;
    private static final Duration REWRITTEN_AFTER = Duration.ofSeconds(1);
    private static final Duration COMING_UP = Duration.ofSeconds(20);

    private final LocalTestnet testnet;
    private final EventLog events;
    private final Instant created;
    private final LocalMining mining;
    private final Instant started;
    private final Thread thread = new Thread(this::run, "observation");
    private volatile @Nullable Subject subject;
    private volatile Map<String, ProcessState> processes = Map.of();
    private volatile Vitals vitals;
    private volatile @Nullable Picture picture;
    private volatile boolean closed;
    private volatile @Nullable StatusReport report;
    private @Nullable StatusReport written;
    private Instant writtenAt = Instant.EPOCH;
    private @Nullable Observer counting;
    private long transactions;

    /** What is looked at. Its observer is made by the thread that looks: whoever starts the nodes need not wait for it. */
    private static final class Subject {
        final TestnetResources resources;
        final Blueprint blueprint;
        final LifetimePlan lifetime;
        private final Watched watched;
        private @Nullable Observer observer;
        private boolean over;

        Subject(TestnetResources resources, Blueprint blueprint, LifetimePlan lifetime, Watched watched) {
            this.resources = resources;
            this.blueprint = blueprint;
            this.lifetime = lifetime;
            this.watched = watched;
        }

        /** Its observer; none any more once it is left. */
        synchronized Optional<Observer> observer() {
            if (observer == null && !over) {
                observer = new Observer(watched);
            }
            return Optional.ofNullable(observer);
        }

        synchronized void leave() {
            over = true;
            if (observer != null) {
                observer.close();
            }
        }
    }

    /** Goes on from the last status that was written. */
    Observation(LocalTestnet testnet, Instant created, LocalMining mining, EventLog events) throws IOException {
        this.testnet = testnet;
        this.created = created;
        this.mining = mining;
        this.started = testnet.machine().clock().instant();
        this.events = events;
        Optional<StatusReport> last = Json.read(testnet.dir().statusFile(), StatusReport.class);
        this.report = last.orElse(null);
        this.vitals = last.map(status -> Vitals.resumed(
                        instant(status.testnet().readySince()),
                        instant(status.testnet().lastActivity())))
                .orElse(Vitals.UNKNOWN);
        thread.setDaemon(true);
    }

    /** Looks at this from now on; begins with the first call. */
    public synchronized void watch(TestnetResources resources, Blueprint blueprint, LifetimePlan lifetime) {
        Subject before = subject;
        subject = new Subject(
                resources, blueprint, lifetime, Watching.of(resources, blueprint, testnet.apiKey(resources)));
        if (before != null) {
            before.leave();
        } else {
            thread.start();
        }
    }

    /** Hears how the processes are. */
    void heard(Map<String, ProcessState> states) {
        processes = Map.copyOf(states);
    }

    public Vitals vitals() {
        return vitals;
    }

    /** What was seen last. */
    public Optional<Picture> picture() {
        return Optional.ofNullable(picture);
    }

    /** What is known of the testnet, as Prometheus text. */
    String metrics() {
        MetricText text = new MetricText();
        Picture seen = picture;
        StatusReport told = report;
        if (seen != null) {
            PlatformMetrics.add(text, Labels.NONE, seen);
            mining.addTo(text, seen, pool -> {
                MinerPoolStatus status = told == null ? null : told.pools().get(pool);
                return status == null ? 0 : status.readyReplicas();
            });
        }
        return text.toString();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Subject last = subject;
        if (last != null) {
            last.leave();
        }
    }

    private void run() {
        try {
            while (!closed) {
                boolean wasReady = vitals.readySince() != null;
                boolean ready = look();
                boolean cameUp = !wasReady && vitals.readySince() != null;
                Thread.sleep(ready ? PAUSE_MILLIS : PAUSE_UNTIL_READY_MILLIS);
                if (cameUp) {
                    // coming up takes several times the heap that watching takes: give it back once, when nobody waits
                    // any more
                    System.gc();
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean look() throws InterruptedException {
        Subject now = subject;
        Observer observer = now == null ? null : now.observer().orElse(null);
        if (now == null || observer == null) {
            return false;
        }
        try {
            Picture seen = own(observer.observe(isComingUp() ? Observer.Depth.HEIGHTS : Observer.Depth.BLOCKS));
            picture = seen;
            return judge(now, seen, isUsed(observer, seen.transactions()));
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                events.add(testnet.machine().clock().instant(), "status cannot be told: " + e);
            }
            return true;
        }
    }

    /** Without what others answered: their ports may be those of a node that does not run. */
    private Picture own(Picture seen) {
        Map<String, String> absent = new HashMap<>();
        processes.forEach((name, process) -> process.absence(seen.takenAt()).ifPresent(why -> absent.put(name, why)));
        return seen.without(absent);
    }

    private boolean isComingUp() {
        return vitals.readySince() == null
                && testnet.machine().clock().instant().isBefore(started.plus(COMING_UP));
    }

    /** Whether transactions came since the last look; another observer begins to count anew, and a late node hides some. */
    private boolean isUsed(Observer observer, long counted) {
        if (counting != observer) {
            counting = observer;
            transactions = 0;
        }
        boolean used = counted > transactions;
        transactions = Math.max(transactions, counted);
        return used;
    }

    private boolean judge(Subject now, Picture seen, boolean used) throws IOException {
        Instant moment = seen.takenAt();
        List<dev.flowbed.observer.Condition> conditions =
                List.copyOf(Conditions.of(seen).values());
        boolean ready = conditions.get(0).isTrue();
        Vitals before = vitals;
        vitals = before.after(moment, ready, used);
        Instant end = now.lifetime
                .end(created, vitals.idleSince())
                .map(LifetimePlan.End::at)
                .orElse(null);
        Facts.Mining mined = mining.decide(now.blueprint, seen, processes, moment);
        Facts facts = new Facts(
                now.resources,
                now.blueprint,
                seen,
                conditions,
                processesNow(),
                vitals.readySince(),
                vitals.lastActivity(),
                end,
                mined);
        boolean wasReady = report != null && report.isReady();
        StatusReport made = Statuses.of(facts, report, moment);
        NodeEvents.between(report, made).forEach(event -> events.add(moment, event));
        report = made;
        boolean old = writtenAt.plus(REWRITTEN_AFTER).isBefore(moment);
        if (!closed && (old || ready != wasReady || !made.sameAs(written))) {
            Json.write(testnet.dir().statusFile(), made);
            written = made;
            writtenAt = moment;
        }
        if (ready != wasReady) {
            events.add(
                    moment,
                    ready
                            ? "Ready: " + conditions.get(0).message()
                            : "no longer Ready: " + conditions.get(0).message());
        }
        return ready;
    }

    private Map<String, ProcessFacts> processesNow() {
        Map<String, ProcessFacts> now = new HashMap<>();
        processes.forEach(
                (name, process) -> now.put(name, process.facts(testnet.machine().table()::isSuspended)));
        return now;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
