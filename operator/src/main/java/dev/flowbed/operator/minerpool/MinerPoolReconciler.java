package dev.flowbed.operator.minerpool;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.minerpool.MinerPoolStatus;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.operator.kube.ApiKeys;
import dev.flowbed.operator.kube.Brought;
import dev.flowbed.operator.kube.Caches;
import dev.flowbed.operator.kube.Child;
import dev.flowbed.operator.kube.Children;
import dev.flowbed.operator.kube.ImageNames;
import dev.flowbed.operator.kube.Labels;
import dev.flowbed.operator.kube.PatientRetry;
import dev.flowbed.operator.kube.Pods;
import dev.flowbed.operator.kube.Sources;
import dev.flowbed.operator.place.ClusterPlacement;
import dev.flowbed.operator.testnet.Checked;
import dev.flowbed.operator.testnet.TestnetChecks;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps a pool of miners as its Testnet and its own resource say: gather, decide, children, status. */
@ControllerConfiguration(name = "minerpool", fieldManager = Labels.FLOWBED, retry = PatientRetry.class)
public class MinerPoolReconciler implements Reconciler<MinerPool> {
    private static final Duration TRY_AGAIN = Duration.ofSeconds(15);

    private final Clock clock = Clock.systemUTC();
    private final TestnetChecks checks = new TestnetChecks();
    private final PoolMetricsService metricsService = new PoolMetricsService();
    private final PoolDeployment deployment;
    private final ApiKeys apiKeys;
    private @Nullable Children<MinerPool> children;

    MinerPoolReconciler(ApiKeys apiKeys, ImageNames images, Pods pods) {
        this.apiKeys = apiKeys;
        this.deployment = new PoolDeployment(images, pods);
    }

    @Override
    public List<EventSource<?, MinerPool>> prepareEventSources(EventSourceContext<MinerPool> context) {
        Sources<MinerPool> sources = new Sources<>(context)
                .besides(Testnet.class)
                .children(Deployment.class, Labels.POOL)
                .children(Service.class, Labels.POOL)
                .labelled(Pod.class, Labels.POOL);
        children = sources.bringing();
        return sources.all();
    }

    @Override
    public UpdateControl<MinerPool> reconcile(MinerPool pool, Context<MinerPool> context) {
        MiningDecision decision = decide(pool, new Caches(context));
        PoolOutcome outcome = new PoolOutcome(
                decision,
                bring(pool, decision, context),
                context.getSecondaryResource(Deployment.class),
                List.copyOf(context.getSecondaryResources(Pod.class)));
        MinerPoolStatus status = PoolStatus.of(pool, outcome, Optional.empty(), List.of(), clock.instant());
        UpdateControl<MinerPool> control =
                status.equals(pool.getStatus()) ? UpdateControl.noUpdate() : patch(pool, status);
        return outcome.isSettled() ? control : control.rescheduleAfter(TRY_AGAIN);
    }

    /** Written from a fresh object, so that only the status is claimed. */
    private static UpdateControl<MinerPool> patch(MinerPool pool, MinerPoolStatus status) {
        MinerPool fresh = new MinerPool();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(pool.getMetadata().getName())
                .withNamespace(pool.getMetadata().getNamespace())
                .build());
        fresh.setStatus(status);
        return UpdateControl.patchStatus(fresh);
    }

    private MiningDecision decide(MinerPool pool, Caches caches) {
        String namespace = pool.getMetadata().getNamespace();
        Optional<Testnet> testnet =
                caches.testnet(namespace, pool.getSpec().testnetRef().name());
        if (testnet.isEmpty()) {
            return MiningDecision.orphaned(pool);
        }
        // miners mine for the Testnet's own cliques: which those are, the Testnet alone says
        Checked checked = checks.check(
                new TestnetResources(testnet.get(), List.of(), List.of(), List.of(pool)),
                apiKeys.secret(testnet.get()));
        return MiningDecision.of(pool, testnet.get(), checked, new ClusterPlacement(namespace));
    }

    private Brought bring(MinerPool pool, MiningDecision decision, Context<MinerPool> context) {
        List<Child> wanted = decision.plan()
                .map(plan ->
                        List.of(Child.owned(deployment.deployment(plan)), Child.owned(metricsService.service(plan))))
                .orElse(List.of());
        return decision.action() == MiningDecision.Action.LEAVE
                ? Brought.nothing()
                : Objects.requireNonNull(children).bring(pool, wanted, context);
    }
}
