package dev.flowbed.operator.kube;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warnings that the cluster wrote about an object. They are asked for only about what is in trouble, and not watched: there are
 * many, and few concern Flowbed. What was read serves for ten seconds.
 */
@ApplicationScoped
public class ClusterEvents {
    private record Read(List<Event> events, Instant at) {}

    private static final Logger LOG = LoggerFactory.getLogger(ClusterEvents.class);
    private static final Duration SERVES = Duration.ofSeconds(10);
    private static final long MOST = 50;
    private static final int KEPT = 1024;

    private final KubernetesClient client;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Read> read = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Read> eldest) {
            return size() > KEPT;
        }
    };

    /** Reads through a client. */
    public ClusterEvents(KubernetesClient client) {
        this.client = client;
    }

    /** Warnings about an object, newest last; none when they cannot be read. */
    public List<Event> warnings(HasMetadata about) {
        String uid = about.getMetadata().getUid();
        Instant now = clock.instant();
        synchronized (read) {
            Read known = read.get(uid);
            if (known != null && known.at().plus(SERVES).isAfter(now)) {
                return known.events();
            }
        }
        List<Event> found = list(about);
        synchronized (read) {
            read.put(uid, new Read(found, now));
        }
        return found;
    }

    private List<Event> list(HasMetadata about) {
        try {
            return client
                    .v1()
                    .events()
                    .inNamespace(about.getMetadata().getNamespace())
                    .list(new ListOptionsBuilder()
                            .withFieldSelector(
                                    "involvedObject.uid=" + about.getMetadata().getUid() + ",type=Warning")
                            .withLimit(MOST)
                            .build())
                    .getItems()
                    .stream()
                    .sorted(Comparator.comparing(ClusterEvents::time))
                    .toList();
        } catch (KubernetesClientException e) {
            LOG.debug("no Events about {}: {}", about.getMetadata().getName(), e.getMessage());
            return List.of();
        }
    }

    private static String time(Event event) {
        if (event.getLastTimestamp() != null) {
            return event.getLastTimestamp();
        }
        return event.getEventTime() == null ? "" : event.getEventTime().getTime();
    }
}
