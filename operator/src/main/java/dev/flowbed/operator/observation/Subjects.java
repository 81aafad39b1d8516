package dev.flowbed.operator.observation;

import dev.flowbed.observer.Observer;
import dev.flowbed.observer.Watched;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * follows each look, short or long as {@link Cadence} says, and longer where there are so many nodes that asking them all would cost
 * more than is allowed.
 */
final class Subjects {
    private static final Logger LOG = LoggerFactory.getLogger(Subjects.class);

    private final Observer.Means means;
    private final ScheduledExecutorService clock;
    private final ExecutorService lookers;
    private final Pace pace;
    private final Consumer<ResourceID> news;
    private final Map<ResourceID, Subject> subjects = new ConcurrentHashMap<>();

    /**
     * What is to be looked at.
     *
     * @param behindBlocks how many blocks behind the others is behind
     * @param ready the pods that are ready by what the cluster says: when that changes, a look at once tells more
     */
    record Wish(Watched watched, int behindBlocks, Set<String> ready) {
        Wish {
            ready = Set.copyOf(ready);
        }
    }

    /**
     * How often looks come.
     *
     * @param interval how long after a look the next one follows where something goes on
     * @param nodesPerSecond how many nodes are asked a second at most, over all testnets where nothing turns
     */
    record Pace(Duration interval, int nodesPerSecond) {

        /**
         * The pause after a look.
         *
         * @param wished by what goes on in that testnet
         * @param nodes how many there are over all testnets
         */
        Duration pause(Duration wished, long nodes) {
            if (wished.compareTo(interval) < 0) {
                return wished;
            }
            Duration round = Duration.ofMillis(nodes * 1000 / nodesPerSecond);
            return wished.compareTo(round) < 0 ? round : wished;
        }
    }

    /**
     * @param clock where looks wait for their time
     * @param lookers where looks are taken; how many bounds how many testnets are looked at at once
     * @param news hears whose look is to be told
     */
    Subjects(
            Observer.Means means,
            ScheduledExecutorService clock,
            ExecutorService lookers,
            Pace pace,
            Consumer<ResourceID> news) {
        this.means = means;
        this.clock = clock;
        this.lookers = lookers;
        this.pace = pace;
        this.news = news;
    }

    void watch(ResourceID testnet, Wish wish) {
        Subject made = new Subject(wish, means, pace.interval());
        Subject before = subjects.putIfAbsent(testnet, made);
        if (before == null) {
            submit(testnet, made);
        } else if (before.turnTo(wish) && before.appointment().bringForward()) {
            submit(testnet, before);
        }
    }

    void forget(ResourceID testnet) {
        subjects.remove(testnet);
    }

    boolean isWatched(ResourceID testnet) {
        return subjects.containsKey(testnet);
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
        long nodes = subjects.values().stream().mapToLong(Subject::nodes).sum();
        try {
            subject.appointment()
                    .next(
                            pace.pause(subject.pause(), nodes),
                            wait -> clock.schedule(() -> submit(id, subject), wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException end) {
            LOG.debug("no more looks: the operator ends");
        }
    }

    private boolean isWatched(ResourceID id, Subject subject) {
        return subjects.get(id) == subject;
    }
}
