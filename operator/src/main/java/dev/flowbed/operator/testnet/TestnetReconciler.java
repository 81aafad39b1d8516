package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.Labels;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.operator.kube.ApiKeys;
import dev.flowbed.operator.kube.Brought;
import dev.flowbed.operator.kube.Caches;
import dev.flowbed.operator.kube.Child;
import dev.flowbed.operator.kube.Children;
import dev.flowbed.operator.kube.PatientRetry;
import dev.flowbed.operator.kube.Sources;
import dev.flowbed.operator.kube.Wishes;
import dev.flowbed.operator.mining.Mining;
import dev.flowbed.operator.observation.Observations;
import dev.flowbed.operator.place.ClusterPlacement;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps a Testnet as its resource says: gather, check, children, status. */
@ControllerConfiguration(
        name = "testnet",
        fieldManager = Labels.FLOWBED,
        retry = PatientRetry.class,
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = Wishes.class, informerListLimit = Sources.PAGE))
public class TestnetReconciler implements Reconciler<Testnet> {
    private static final Duration RECHECK = Duration.ofSeconds(15);

    private final TestnetChecks checks = new TestnetChecks();
    private final TestnetChildren parts;
    private final ApiKeys apiKeys;
    private final Observations observations;
    private final TestnetCare care;
    private final Mining mining;
    private @Nullable Children<Testnet> children;

    TestnetReconciler(
            ApiKeys apiKeys, Surroundings surroundings, Observations observations, TestnetCare care, Mining mining) {
        this.apiKeys = apiKeys;
        this.observations = observations;
        this.care = care;
        this.mining = mining;
        this.parts = new TestnetParts(surroundings);
    }

    @Override
    public List<EventSource<?, Testnet>> prepareEventSources(EventSourceContext<Testnet> context) {
        Sources<Testnet> sources = new Sources<>(context)
                .ofTestnet(Shard.class)
                .ofTestnet(FullNode.class)
                .ofTestnet(MinerPool.class)
                .children(Service.class, "!" + Labels.NODE + ",!" + Labels.POOL)
                .children(NetworkPolicy.class, "")
                .children(Ingress.class, "")
                .labelled(Pod.class, Labels.TESTNET)
                .labelled(StatefulSet.class, Labels.TESTNET)
                .and(observations.waking());
        TestnetParts.OPTIONAL.forEach(sources::childrenIfKnown);
        children = sources.bringing();
        return sources.all();
    }

    @Override
    public UpdateControl<Testnet> reconcile(Testnet testnet, Context<Testnet> context) {
        Gathered gathered = gather(testnet, context);
        if (gathered.blueprint().isEmpty()) {
            return care.unsound(gathered, RECHECK);
        }
        Brought brought = testnet.getSpec().paused() ? Brought.nothing() : bring(gathered, context);
        return care.care(gathered, brought, context);
    }

    private Gathered gather(Testnet testnet, Context<Testnet> context) {
        TestnetResources resources = mining.sized(new Caches(context).resources(testnet));
        Checked checked = checks.check(resources, apiKeys.secret(testnet));
        Optional<Blueprint> blueprint = checked.isSound()
                ? Optional.of(Blueprint.of(
                        checked.sound(),
                        new ClusterPlacement(testnet.getMetadata().getNamespace())))
                : Optional.empty();
        return new Gathered(checked.sound(), checked, blueprint);
    }

    private Brought bring(Gathered gathered, Context<Testnet> context) {
        Children<Testnet> bringing = Objects.requireNonNull(children);
        // to be watched is the default: a cluster without Prometheus is nothing to complain of
        List<Child> wanted = parts.of(gathered).stream()
                .filter(child -> !TestnetPodMonitor.is(child)
                        || bringing.knows(child.object().getKind()))
                .toList();
        return bringing.bring(gathered.testnet(), wanted, context);
    }
}
