package dev.flowbed.operator.kube;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warnings that the cluster wrote about an object. They are asked for only about what is in trouble, and not watched: there are
 * many, and few concern Flowbed. What was read serves for ten seconds.
 */
@ApplicationScoped
public class ClusterEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterEvents.class);
    private static final long MOST = 50;

    private final KubernetesClient client;
    private final ReadOfLate<String, List<Event>> read = new ReadOfLate<>(Clock.systemUTC());

    /** Reads through a client. */
    public ClusterEvents(KubernetesClient client) {
        this.client = client;
    }

    /** Warnings about an object, by its name where its uid is not known, newest last; none when they cannot be read. */
    public List<Event> warnings(HasMetadata about) {
        ObjectMeta meta = about.getMetadata();
        String which = meta.getUid() == null
                ? "involvedObject.kind=" + about.getKind() + ",involvedObject.name=" + meta.getName()
                : "involvedObject.uid=" + meta.getUid();
        return read.get(meta.getNamespace() + " " + which, () -> list(meta, which));
    }

    private List<Event> list(ObjectMeta about, String which) {
        try {
            return client
                    .v1()
                    .events()
                    .inNamespace(about.getNamespace())
                    .list(new ListOptionsBuilder()
                            .withFieldSelector(which + ",type=Warning")
                            .withLimit(MOST)
                            .build())
                    .getItems()
                    .stream()
                    .sorted(Comparator.comparing(ClusterEvents::time))
                    .toList();
        } catch (KubernetesClientException e) {
            LOG.debug("no Events about {}: {}", about.getName(), e.getMessage());
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
