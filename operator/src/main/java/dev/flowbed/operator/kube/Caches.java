package dev.flowbed.operator.kube;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds resources in the caches of a controller, without a request. What that controller does not watch is not found. */
public final class Caches {
    /** The index of resources by namespace/name of their Testnet. */
    static final String BY_TESTNET = "testnet";

    private final Context<?> context;

    /** For one pass. */
    public Caches(Context<?> context) {
        this.context = context;
    }

    /** A Testnet by its name. */
    public Optional<Testnet> testnet(String namespace, String name) {
        return ofTestnet(Testnet.class, namespace, name).stream().findFirst();
    }

    /** A Testnet with all that refers to it. */
    public TestnetResources resources(Testnet testnet) {
        String namespace = testnet.getMetadata().getNamespace();
        String name = testnet.getMetadata().getName();
        return new TestnetResources(
                testnet,
                ofTestnet(Shard.class, namespace, name),
                ofTestnet(FullNode.class, namespace, name),
                ofTestnet(MinerPool.class, namespace, name));
    }

    /** Resources of a kind that refer to a Testnet, by name. Those that are being deleted count as gone. */
    public <R extends HasMetadata> List<R> ofTestnet(Class<R> kind, String namespace, String testnet) {
        String key = namespace + "/" + testnet;
        return byIndex(kind, key).stream()
                .filter(resource -> resource.getMetadata().getDeletionTimestamp() == null)
                .sorted(Comparator.comparing(resource -> resource.getMetadata().getName()))
                .toList();
    }

    /** One object that this controller watches. */
    public <R extends HasMetadata> Optional<R> get(Class<R> kind, String namespace, String name) {
        return sources(kind).stream()
                .flatMap(source -> source.get(new ResourceID(name, namespace)).stream())
                .findFirst();
    }

    @SuppressWarnings("unchecked")
    private <R extends HasMetadata> List<R> byIndex(Class<R> kind, String key) {
        if (kind.isInstance(context.getPrimaryResource())) {
            return (List<R>) context.getPrimaryCache().byIndex(BY_TESTNET, key);
        }
        return sources(kind).stream()
                .flatMap(source -> source.byIndex(BY_TESTNET, key).stream())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private <R extends HasMetadata> List<InformerEventSource<R, ?>> sources(Class<R> kind) {
        List<? extends EventSource<R, ?>> found = (List<? extends EventSource<R, ?>>)
                (List<?>) context.eventSourceRetriever().getEventSourcesFor(kind);
        return found.stream()
                .filter(InformerEventSource.class::isInstance)
                .<InformerEventSource<R, ?>>map(source -> (InformerEventSource<R, ?>) source)
                .toList();
    }
}
