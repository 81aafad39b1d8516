package dev.flowbed.operator.observation;

import dev.flowbed.alephium.rest.RestClient;
import dev.flowbed.observer.Limits;
import dev.flowbed.observer.Observer;
import dev.flowbed.observer.Watched;
import dev.flowbed.operator.OperatorSettings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** What is known of all testnets from looking at them, and the event source that tells of changes. */
@ApplicationScoped
public class Observations {
    private static final Duration PASS = Duration.ofSeconds(10);
    private static final int CATCH_UP = 8;

    private final List<Waking<?>> woken = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock;
    private final ExecutorService lookers;
    private final ExecutorService askers;
    private final Subjects subjects;
    private final Reports reports;

    /** Looks within the bounds that an administrator sets. */
    public Observations(OperatorSettings settings, Reports reports) {
        this.reports = reports;
        int threads = Math.max(1, settings.observation().threads());
        Duration timeout = settings.observation().timeout();
        Limits limits = new Limits(timeout, timeout, PASS, threads, CATCH_UP);
        clock = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "looks"));
        askers = pool(threads, "asks");
        // a look waits for its nodes to be asked: half as many looks as nodes that can be asked keep all askers busy
        lookers = pool(Math.max(1, threads / 2), "look");
        subjects = new Subjects(
                new Observer.Means(new RestClient(timeout, timeout), askers, limits, Clock.systemUTC()),
                clock,
                lookers,
                new Subjects.Pace(
                        settings.observation().interval(),
                        Math.max(1, settings.observation().nodesPerSecond())),
                id -> woken.forEach(source -> source.wake(id)));
    }

    /**
     * Looks at a testnet from now on, or at what it has become.
     *
     * @param behindBlocks how many blocks a clique must be behind the others to be behind
     * @param ready names of the pods that the cluster calls ready
     */
    public void watch(HasMetadata testnet, Watched watched, int behindBlocks, Set<String> ready) {
        subjects.watch(ResourceID.fromResource(testnet), new Subjects.Wish(watched, behindBlocks, ready));
    }

    /** Looks at a testnet no longer. */
    public void forget(HasMetadata testnet) {
        subjects.forget(ResourceID.fromResource(testnet));
    }

    /** Whether a testnet is looked at and nothing has been seen yet. */
    public boolean isFirstLookAwaited(HasMetadata testnet) {
        ResourceID id = ResourceID.fromResource(testnet);
        return subjects.isWatched(id) && subjects.last(id).isEmpty();
    }

    /** What was seen last of a testnet. */
    public Optional<Look> last(HasMetadata testnet) {
        return subjects.last(ResourceID.fromResource(testnet));
    }

    /** What was seen last of each testnet that is looked at. */
    public Map<ResourceID, Look> all() {
        return subjects.all();
    }

    /** How many testnets are looked at. */
    public int count() {
        return subjects.count();
    }

    /** An event source that wakes the reconciler of Testnets when a look shows something new. */
    public <P extends HasMetadata> EventSource<Look, P> waking() {
        Waking<P> source = new Waking<>();
        woken.add(source);
        return source;
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
        lookers.shutdownNow();
        askers.shutdownNow();
    }

    private static ExecutorService pool(int threads, String name) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(threads, task -> daemon(task, name + "-" + number.incrementAndGet()));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private final class Waking<P extends HasMetadata> extends AbstractEventSource<Look, P>
            implements ResourceEventAware<P> {
        Waking() {
            super(Look.class, "looks");
        }

        void wake(ResourceID testnet) {
            if (isRunning()) {
                getEventHandler().handleEvent(new Event(testnet));
            }
        }

        /** Gone, and whatever was known of it. */
        @Override
        public void onResourceDeleted(P testnet) {
            forget(testnet);
            reports.forget(ResourceID.fromResource(testnet));
        }

        @Override
        public Set<Look> getSecondaryResources(P testnet) {
            return last(testnet).map(Set::of).orElse(Set.of());
        }
    }
}
