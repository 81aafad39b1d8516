package dev.flowbed.operator.kube;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.ObservedStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events of the cluster about resources, without holding up the one who tells. The same Event again raises its count,
 * at most once in ten seconds; when too many wait, further ones are only logged.
 */
@ApplicationScoped
public class EventRecorder {

    /** Whether something went as it should. */
    public enum Type {
        NORMAL("Normal"),
        WARNING("Warning");

        private final String text;

        Type(String text) {
            this.text = text;
        }
    }

    /** The same words about the same resource. */
    private record Key(String uid, Type type, String reason, String message) {}

    private record Told(String name, Instant first, int count, Instant written) {}

    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(10);
    private static final int REMEMBERED = 4096;
    private static final int WAITING = 1024;
    private static final int LONGEST_MESSAGE = 1024;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final Clock clock = Clock.systemUTC();
    private final ThreadPoolExecutor writer;
    /** Only the writer's thread touches it. */
    private final Map<Key, Told> told = new Recent<>(REMEMBERED);

    /** Writes through a client. */
    public EventRecorder(KubernetesClient client) {
        this.client = client;
        this.writer = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                task -> {
                    Thread thread = new Thread(task, "events");
                    thread.setDaemon(true);
                    return thread;
                },
                (task, executor) -> LOG.warn("too many Events wait: one is dropped"));
        writer.allowCoreThreadTimeOut(true);
    }

    /** Tells what a new status of a resource changes of its conditions; while it was not Ready it comes up. */
    public <S extends ObservedStatus> void recordTransitions(CustomResource<?, S> about, S status) {
        List<Condition> before = ObservedStatus.conditionsOf(about);
        boolean comingUp = before.stream()
                .noneMatch(condition -> condition.type().equals("Ready") && condition.status() == ConditionStatus.TRUE);
        recordTransitions(about, before, status.conditions(), comingUp);
    }

    /** Tells what happened to a resource's conditions. */
    public void recordTransitions(HasMetadata about, List<Condition> before, List<Condition> after, boolean comingUp) {
        Transitions.between(before, after, comingUp)
                .forEach(news -> record(about, news.type(), news.reason(), news.message()));
    }

    /** Tells something about a resource; returns at once. */
    public void record(HasMetadata about, Type type, String reason, String message) {
        String words = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE - 1) + "…" : message;
        LOG.info(
                "{} {}/{}: {}: {}",
                about.getKind(),
                about.getMetadata().getNamespace(),
                about.getMetadata().getName(),
                reason,
                words);
        Key key = new Key(about.getMetadata().getUid(), type, reason, words);
        Event event = event(about, key);
        writer.execute(() -> {
            try {
                write(key, event);
            } catch (KubernetesClientException e) {
                // an Event is news, not state: losing one breaks nothing
                LOG.warn("cannot write Event {}: {}", reason, e.getMessage());
            }
        });
    }

    @PreDestroy
    void stop() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(2, TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Key key, Event event) {
        Instant now = clock.instant();
        Told before = told.get(key);
        if (before == null) {
            told.put(key, create(event, now));
            return;
        }
        Told again = new Told(before.name(), before.first(), before.count() + 1, before.written());
        if (Duration.between(before.written(), now).compareTo(BETWEEN_COUNTS) >= 0) {
            again = raise(event, again, now);
        }
        told.put(key, again);
    }

    private Told create(Event event, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        event.setFirstTimestamp(time);
        event.setLastTimestamp(time);
        event.setCount(1);
        String name = event.getMetadata().getName();
        try {
            client.resource(event).create();
            return new Told(name, now, 1, now);
        } catch (KubernetesClientException e) {
            if (e.getCode() != CONFLICT) {
                throw e;
            }
            // told before this operator started
            Optional<Event> existing =
                    Optional.ofNullable(client.resource(event).get());
            int count = existing.map(Event::getCount).orElse(0) + 1;
            Instant first =
                    existing.map(Event::getFirstTimestamp).map(Instant::parse).orElse(now);
            return raise(event, new Told(name, first, count, now), now);
        }
    }

    private Told raise(Event event, Told again, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        Event update = new EventBuilder(event)
                .withFirstTimestamp(
                        again.first().truncatedTo(ChronoUnit.SECONDS).toString())
                .withLastTimestamp(time)
                .withCount(again.count())
                .build();
        try {
            client.resource(update).patch();
            return new Told(again.name(), again.first(), again.count(), now);
        } catch (KubernetesClientException e) {
            if (e.getCode() != NOT_FOUND) {
                throw e;
            }
            return create(event, now);
        }
    }

    private static Event event(HasMetadata about, Key key) {
        String hash = Hash.of(key.uid() + '\n' + key.type() + '\n' + key.reason() + '\n' + key.message());
        return new EventBuilder()
                .withNewMetadata()
                .withName(about.getMetadata().getName() + "." + hash)
                .withNamespace(about.getMetadata().getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withName(about.getMetadata().getName())
                .withNamespace(about.getMetadata().getNamespace())
                .withUid(about.getMetadata().getUid())
                .endInvolvedObject()
                .withType(key.type().text)
                .withReason(key.reason())
                .withMessage(key.message())
                .withNewSource()
                .withComponent(Labels.FLOWBED)
                .endSource()
                .withReportingComponent("flowbed.dev/operator")
                .withReportingInstance("")
                .build();
    }
}
