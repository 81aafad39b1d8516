package dev.flowbed.operator.kube;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the caches of one controller. All that is found by its Testnet is indexed by it.
 *
 * @param <P> the controller's kind
 */
public final class Sources<P extends HasMetadata> {
    /** How many objects a first list brings at a time: a thousand at once hold up a thread for longer than a request may take. */
    public static final long PAGE = 200;

    private static final String MADE_HERE = Labels.MANAGED_BY + "=" + Labels.FLOWBED;

    private final EventSourceContext<P> context;
    private final List<EventSource<?, P>> all = new ArrayList<>();
    private final Map<String, InformerEventSource<? extends HasMetadata, P>> children = new ConcurrentHashMap<>();
    private final LateKinds<P> lateKinds;

    /** For a controller that is starting. */
    public Sources(EventSourceContext<P> context) {
        this.context = context;
        this.lateKinds = new LateKinds<>(context, children);
        all.add(lateKinds);
        TestnetName.of(context.getPrimaryResourceClass())
                .ifPresent(name -> context.getPrimaryCache().addIndexer(Caches.BY_TESTNET, key(name)));
    }

    /**
     * Children of a kind.
     *
     * @param selector further label selector, such as {@code !flowbed.dev/node}; empty for none
     */
    public <R extends HasMetadata> Sources<P> children(Class<R> kind, String selector) {
        var source = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, context.getPrimaryResourceClass())
                        .withName(kind.getSimpleName().toLowerCase(Locale.ROOT))
                        .withLabelSelector(selector.isEmpty() ? MADE_HERE : MADE_HERE + "," + selector)
                        .withNamespacesInheritedFromController()
                        .withInformerListLimit(PAGE)
                        .build(),
                context);
        all.add(source);
        children.put(HasMetadata.getKind(kind), source);
        return this;
    }

    /** Children of a kind that not every cluster has: watched from when it is there. */
    public Sources<P> childrenIfKnown(GroupVersionKind kind) {
        lateKinds.find(kind, context).ifPresent(source -> {
            all.add(source);
            children.put(kind.getKind(), source);
        });
        return this;
    }

    /** The FullNodes, Shards or MinerPools of a Testnet: its own and those applied by hand, which wake it alike. */
    public <R extends HasMetadata> Sources<P> ofTestnet(Class<R> kind) {
        Function<R, String> name = TestnetName.of(kind).orElseThrow();
        InformerEventSource<R, P> source = source(
                kind,
                resource -> Set.of(new ResourceID(
                        name.apply(resource), resource.getMetadata().getNamespace())),
                null);
        source.addIndexer(Caches.BY_TESTNET, key(name));
        children.put(HasMetadata.getKind(kind), source);
        return this;
    }

    /** What else of a Testnet says how a resource of this controller must be: all of that Testnet's wake up. */
    public <R extends HasMetadata> Sources<P> besides(Class<R> kind) {
        Function<R, String> name = TestnetName.of(kind).orElseThrow();
        InformerEventSource<R, P> source =
                source(kind, resource -> sameTestnet(name.apply(resource), resource), lean());
        source.addIndexer(Caches.BY_TESTNET, key(name));
        return this;
    }

    /** Objects made for Flowbed by others, such as pods: found by a label that names the resource which they wake. */
    public <R extends HasMetadata> Sources<P> labelled(Class<R> kind, String label) {
        return labelled(kind, label, object -> {});
    }

    /**
     * Objects made for Flowbed by others, each event of which is heard of too.
     *
     * @param listener hears of each object that came, changed or went, however many there are before a pass; must be quick
     */
    public <R extends HasMetadata> Sources<P> labelled(Class<R> kind, String label, Consumer<R> listener) {
        all.add(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, context.getPrimaryResourceClass())
                        .withName(kind.getSimpleName().toLowerCase(Locale.ROOT))
                        .withLabelSelector(MADE_HERE + "," + label)
                        .withSecondaryToPrimaryMapper(object -> Set.of(new ResourceID(
                                object.getMetadata().getLabels().get(label),
                                object.getMetadata().getNamespace())))
                        .withOnAddFilter(object -> heard(listener, object))
                        .withOnUpdateFilter((object, before) -> heard(listener, object))
                        .withOnDeleteFilter((object, unknown) -> heard(listener, object))
                        .withItemStore(lean())
                        .withNamespacesInheritedFromController()
                        .withInformerListLimit(PAGE)
                        .build(),
                context));
        return this;
    }

    private static <R> boolean heard(Consumer<R> listener, R object) {
        listener.accept(object);
        return true;
    }

    /** A source of another making. */
    public Sources<P> and(EventSource<?, P> source) {
        all.add(source);
        return this;
    }

    /** What a controller is to be given. */
    public List<EventSource<?, P>> all() {
        return List.copyOf(all);
    }

    /** What brings children in line; made when all kinds are known. */
    public Children<P> bringing() {
        return new Children<>(children, lateKinds);
    }

    private <R extends HasMetadata> InformerEventSource<R, P> source(
            Class<R> kind, SecondaryToPrimaryMapper<R> mapper, @Nullable ItemStore<R> store) {
        InformerEventSource<R, P> source = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, context.getPrimaryResourceClass())
                        .withName(kind.getSimpleName().toLowerCase(Locale.ROOT))
                        .withSecondaryToPrimaryMapper(mapper)
                        .withOnUpdateFilter(new Changes<R>())
                        .withItemStore(store)
                        .withNamespacesInheritedFromController()
                        .withInformerListLimit(PAGE)
                        .build(),
                context);
        all.add(source);
        return source;
    }

    /** A store is shared by the watches of all namespaces, and each of these would throw out what the others found. */
    private <R extends HasMetadata> @Nullable ItemStore<R> lean() {
        var controller = context.getControllerConfiguration();
        boolean oneWatch = controller
                        .getInformerConfig()
                        .getEffectiveNamespaces(controller)
                        .size()
                == 1;
        return oneWatch ? new LeanStore<>() : null;
    }

    private Set<ResourceID> sameTestnet(String testnet, HasMetadata resource) {
        Stream<P> woken = context
                .getPrimaryCache()
                .byIndex(Caches.BY_TESTNET, resource.getMetadata().getNamespace() + "/" + testnet)
                .stream();
        return woken.map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    private static <R extends HasMetadata> Function<R, List<String>> key(Function<R, String> name) {
        return resource -> List.of(resource.getMetadata().getNamespace() + "/" + name.apply(resource));
    }

    /** How the Testnet of a resource is told. */
    private static final class TestnetName {
        private TestnetName() {}

        @SuppressWarnings("unchecked")
        static <R extends HasMetadata> Optional<Function<R, String>> of(Class<R> kind) {
            Function<R, String> name = null;
            if (kind.equals(Testnet.class)) {
                name = resource -> resource.getMetadata().getName();
            } else if (kind.equals(Shard.class)) {
                name = (Function<R, String>) (Function<Shard, String>)
                        shard -> shard.getSpec().testnetRef().name();
            } else if (kind.equals(FullNode.class)) {
                name = (Function<R, String>) (Function<FullNode, String>)
                        node -> node.getSpec().testnetRef().name();
            } else if (kind.equals(MinerPool.class)) {
                name = (Function<R, String>) (Function<MinerPool, String>)
                        pool -> pool.getSpec().testnetRef().name();
            }
            return Optional.ofNullable(name);
        }
    }
}
