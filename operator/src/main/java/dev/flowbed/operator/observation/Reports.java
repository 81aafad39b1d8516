package dev.flowbed.operator.observation;

import dev.flowbed.status.StatusReport;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the pass over a Testnet found out about its FullNodes, Shards and MinerPools. Their own reconcilers write it into their
 * status, and are woken when it changed.
 */
@ApplicationScoped
public class Reports {
    private final Map<ResourceID, StatusReport> reports = new ConcurrentHashMap<>();
    private final List<Waking<?>> woken = new CopyOnWriteArrayList<>();

    /** Takes the newest report on a Testnet. */
    public void put(HasMetadata testnet, StatusReport report) {
        StatusReport before = reports.put(ResourceID.fromResource(testnet), report);
        String namespace = testnet.getMetadata().getNamespace();
        woken.forEach(source -> source.wake(namespace, before, report));
    }

    /** Drops the report on a Testnet that is gone. */
    public void forget(ResourceID testnet) {
        reports.remove(testnet);
    }

    /** The newest report on a Testnet; empty until this operator's first pass over it. */
    public Optional<StatusReport> of(String namespace, String testnet) {
        return Optional.ofNullable(reports.get(new ResourceID(testnet, namespace)));
    }

    /**
     * What is known of a resource of a Testnet: what the newest report says, and until this operator's first pass over the Testnet what an
     * operator before it wrote, so that a restart is not told as if everything had gone and come.
     *
     * @param status finds the resource in a report
     */
    public <S> Optional<S> of(
            CustomResource<?, S> resource, String testnet, Function<StatusReport, @Nullable S> status) {
        StatusReport report =
                reports.get(new ResourceID(testnet, resource.getMetadata().getNamespace()));
        return Optional.ofNullable(report == null ? resource.getStatus() : status.apply(report));
    }

    /**
     * An event source that wakes the reconciler of one kind when the report says something else of its resources.
     *
     * @param statuses the part of a report on that kind, by name, such as {@code StatusReport::nodes}
     */
    public <P extends HasMetadata> EventSource<StatusReport, P> waking(
            Function<StatusReport, ? extends Map<String, ?>> statuses) {
        Waking<P> source = new Waking<>(statuses);
        woken.add(source);
        return source;
    }

    private static final class Waking<P extends HasMetadata> extends AbstractEventSource<StatusReport, P> {
        private final Function<StatusReport, ? extends Map<String, ?>> statuses;

        Waking(Function<StatusReport, ? extends Map<String, ?>> statuses) {
            super(StatusReport.class, "reports");
            this.statuses = statuses;
        }

        void wake(String namespace, @Nullable StatusReport before, StatusReport now) {
            if (!isRunning()) {
                return;
            }
            Map<String, Object> old = before == null ? Map.of() : new HashMap<>(statuses.apply(before));
            List<String> names = new ArrayList<>();
            statuses.apply(now).forEach((name, status) -> {
                if (!Objects.equals(old.get(name), status)) {
                    names.add(name);
                }
            });
            names.forEach(name -> getEventHandler().handleEvent(new Event(new ResourceID(name, namespace))));
        }

        @Override
        public Set<StatusReport> getSecondaryResources(P primary) {
            return Set.of();
        }
    }
}
