package dev.flowbed.operator.observation;

import dev.flowbed.observer.Observer;
import dev.flowbed.observer.Watched;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All testnets that are looked at, each again and again, on a few threads for all of them: a testnet waits its turn. A pause
 * follows each look, so that many testnets are looked at less often and not all the time.
 */
final class Subjects {
    private static final Logger LOG = LoggerFactory.getLogger(Subjects.class);
    private static final long UNTIL_READY_MILLIS = 500;

    private final Observer.Means means;
    private final ScheduledExecutorService clock;
    private final ExecutorService lookers;
    private final Duration interval;
    private final Consumer<ResourceID> news;
    private final Map<ResourceID, Subject> subjects = new ConcurrentHashMap<>();

    /**
     * What is to be looked at.
     *
     * @param behindBlocks how many blocks behind the others is behind
     */
    record Wish(Watched watched, int behindBlocks) {}

    /**
     * @param clock where looks wait for their time
     * @param lookers where looks are taken; how many bounds how many testnets are looked at at once
     * @param interval how long after a look the next one follows
     * @param news hears whose look is to be told
     */
    Subjects(
            Observer.Means means,
            ScheduledExecutorService clock,
            ExecutorService lookers,
            Duration interval,
            Consumer<ResourceID> news) {
        this.means = means;
        this.clock = clock;
        this.lookers = lookers;
        this.interval = interval;
        this.news = news;
    }

    void watch(ResourceID testnet, Wish wish) {
        Subject made = new Subject(wish, means);
        Subject before = subjects.putIfAbsent(testnet, made);
        if (before == null) {
            submit(testnet, made);
        } else {
            before.turnTo(wish);
        }
    }

    void forget(ResourceID testnet) {
        subjects.remove(testnet);
    }

    Optional<Look> last(ResourceID testnet) {
        return Optional.ofNullable(subjects.get(testnet)).flatMap(Subject::last);
    }

    /** The newest looks. */
    Map<ResourceID, Look> all() {
        Map<ResourceID, Look> looks = new TreeMap<>(Comparator.comparing(ResourceID::toString));
        subjects.forEach((id, subject) -> subject.last().ifPresent(look -> looks.put(id, look)));
        return looks;
    }

    int count() {
        return subjects.size();
    }

    private void submit(ResourceID id, Subject subject) {
        try {
            lookers.execute(() -> look(id, subject));
        } catch (RejectedExecutionException end) {
            LOG.debug("no more looks: the operator ends");
        }
    }

    private void look(ResourceID id, Subject subject) {
        if (!isWatched(id, subject)) {
            return;
        }
        try {
            if (subject.look() && isWatched(id, subject)) {
                news.accept(id);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException e) {
            LOG.warn("cannot look at Testnet {}: {}", id, e.toString());
        }
        boolean ready = subject.last().filter(Look::isReady).isPresent();
        long pause = ready ? interval.toMillis() : Math.min(UNTIL_READY_MILLIS, interval.toMillis());
        try {
            clock.schedule(() -> submit(id, subject), pause, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException end) {
            LOG.debug("no more looks: the operator ends");
        }
    }

    private boolean isWatched(ResourceID id, Subject subject) {
        return subjects.get(id) == subject;
    }
}
