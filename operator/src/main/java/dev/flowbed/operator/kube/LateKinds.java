package dev.flowbed.operator.kube;

import dev.flowbed.blueprint.Labels;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of children that not every cluster has. Those that are missing when the controller starts are looked for again every
 * minute, through the discovery that every account may read; once one is there it is watched, and all resources are woken.
 *
 * @param <P> the kind of the owner
 */
final class LateKinds<P extends HasMetadata> extends AbstractEventSource<APIResourceList, P> {
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Class<P> owner;
    private final Supplier<Stream<P>> owners;
    private final KubernetesClient client;
    private final MissingKinds missing = new MissingKinds(this::isInstalled);
    private final Map<String, InformerEventSource<? extends HasMetadata, P>> caches;
    private volatile @Nullable EventSourceRetriever<P> retriever;
    private @Nullable ScheduledExecutorService clock;

    /** @param caches of children by kind, which the found ones are added to */
    LateKinds(EventSourceContext<P> context, Map<String, InformerEventSource<? extends HasMetadata, P>> caches) {
        super(APIResourceList.class, "late-kinds");
        this.owner = context.getPrimaryResourceClass();
        this.owners = () -> context.getPrimaryCache().list();
        this.client = context.getClient();
        this.caches = caches;
    }

    /** A source of a kind if the cluster has it now; else it is looked for later. */
    Optional<InformerEventSource<GenericKubernetesResource, P>> find(
            GroupVersionKind kind, EventSourceContext<P> context) {
        return missing.lacks(kind) ? Optional.empty() : Optional.of(source(kind, context));
    }

    /** By what a kind that is missing is known; empty for others. */
    Optional<GroupVersionKind> missing(String kind) {
        return missing.of(kind);
    }

    /** Says where sources can be added while the controller runs. */
    void through(EventSourceRetriever<P> sources) {
        retriever = sources;
    }

    @Override
    public synchronized void start() throws OperatorException {
        super.start();
        if (!missing.isEmpty()) {
            clock = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "late-kinds");
                thread.setDaemon(true);
                return thread;
            });
            clock.scheduleWithFixedDelay(this::look, AGAIN.toMillis(), AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() throws OperatorException {
        super.stop();
        if (clock != null) {
            clock.shutdownNow();
        }
    }

    @Override
    public Set<APIResourceList> getSecondaryResources(P primary) {
        return Set.of();
    }

    private void look() {
        EventSourceRetriever<P> sources = retriever;
        if (sources != null && !missing.look(kind -> watch(kind, sources)).isEmpty()) {
            owners.get()
                    .forEach(resource -> getEventHandler().handleEvent(new Event(ResourceID.fromResource(resource))));
        }
    }

    private void watch(GroupVersionKind kind, EventSourceRetriever<P> sources) {
        InformerEventSource<GenericKubernetesResource, P> source =
                source(kind, sources.eventSourceContextForDynamicRegistration());
        sources.dynamicallyRegisterEventSource(source);
        caches.put(kind.getKind(), source);
    }

    private boolean isInstalled(GroupVersionKind kind) {
        APIResourceList known = client.getApiResources(kind.apiVersion());
        return known != null
                && known.getResources().stream()
                        .anyMatch(resource -> resource.getKind().equals(kind.getKind()));
    }

    private InformerEventSource<GenericKubernetesResource, P> source(
            GroupVersionKind kind, EventSourceContext<P> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, owner)
                        .withName(kind.getKind().toLowerCase(Locale.ROOT))
                        .withLabelSelector(Labels.MANAGED_BY + "=" + Labels.FLOWBED)
                        .withNamespacesInheritedFromController()
                        .withInformerListLimit(Sources.PAGE)
                        .build(),
                context);
    }
}
