package dev.flowbed.operator.shard;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.shard.ShardStatus;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.operator.kube.ApiKeys;
import dev.flowbed.operator.kube.Caches;
import dev.flowbed.operator.kube.EventRecorder;
import dev.flowbed.operator.kube.Owners;
import dev.flowbed.operator.kube.PatientRetry;
import dev.flowbed.operator.kube.Sources;
import dev.flowbed.operator.kube.StatusPace;
import dev.flowbed.operator.observation.Reports;
import dev.flowbed.operator.testnet.Checked;
import dev.flowbed.operator.testnet.TestnetChecks;
import dev.flowbed.status.StatusReport;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells how a Shard is. What it says of its nodes, their own reconciler reads; it makes nothing itself. */
@ControllerConfiguration(
        name = "shard",
        fieldManager = Labels.FLOWBED,
        retry = PatientRetry.class,
        informer = @Informer(informerListLimit = Sources.PAGE))
public class ShardReconciler implements Reconciler<Shard> {
    private final TestnetChecks checks = new TestnetChecks();
    private final StatusPace pace = new StatusPace();
    private final Clock clock = Clock.systemUTC();
    private final ApiKeys apiKeys;
    private final Reports reports;
    private final EventRecorder events;

    ShardReconciler(ApiKeys apiKeys, Reports reports, EventRecorder events) {
        this.apiKeys = apiKeys;
        this.reports = reports;
        this.events = events;
    }

    @Override
    public List<EventSource<?, Shard>> prepareEventSources(EventSourceContext<Shard> context) {
        return new Sources<>(context)
                .besides(Testnet.class)
                .and(reports.waking(StatusReport::shards))
                .all();
    }

    @Override
    public UpdateControl<Shard> reconcile(Shard shard, Context<Shard> context) {
        Instant now = clock.instant();
        ShardStatus status = status(shard, new Caches(context), now);
        UpdateControl<Shard> control = pace.control(shard, status, Shard::new, now);
        if (control.isPatchStatus()) {
            events.recordTransitions(shard, status);
        }
        return control;
    }

    private ShardStatus status(Shard shard, Caches caches, Instant now) {
        String namespace = shard.getMetadata().getNamespace();
        String name = shard.getSpec().testnetRef().name();
        Optional<Testnet> testnet = caches.testnet(namespace, name);
        if (testnet.isEmpty()) {
            return ShardState.orphaned(shard, now);
        }
        // one that the Testnet made says nothing that the Testnet does not
        List<Shard> judged = Owners.controls(testnet.get(), shard) ? List.of() : List.of(shard);
        Checked checked = checks.check(
                new TestnetResources(testnet.get(), judged, List.of(), List.of()), apiKeys.secret(testnet.get()));
        Optional<ShardStatus> seen = reports.of(
                shard, name, report -> report.shards().get(shard.getMetadata().getName()));
        return ShardState.of(shard, testnet.get(), checked, seen, now);
    }
}
