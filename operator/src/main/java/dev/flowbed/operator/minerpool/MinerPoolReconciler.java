package dev.flowbed.operator.minerpool;

import dev.flowbed.blueprint.Labels;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.minerpool.MinerPoolStatus;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.operator.kube.ApiKeys;
import dev.flowbed.operator.kube.Brought;
import dev.flowbed.operator.kube.Caches;
import dev.flowbed.operator.kube.Child;
import dev.flowbed.operator.kube.Children;
import dev.flowbed.operator.kube.ClusterEvents;
import dev.flowbed.operator.kube.EventRecorder;
import dev.flowbed.operator.kube.ImageNames;
import dev.flowbed.operator.kube.PatientRetry;
import dev.flowbed.operator.kube.Pods;
import dev.flowbed.operator.kube.Sources;
import dev.flowbed.operator.kube.StatusPace;
import dev.flowbed.operator.mining.Mining;
import dev.flowbed.operator.observation.Look;
import dev.flowbed.operator.observation.Observations;
import dev.flowbed.operator.observation.Reports;
import dev.flowbed.operator.place.ClusterPlacement;
import dev.flowbed.operator.testnet.Checked;
import dev.flowbed.operator.testnet.TestnetChecks;
import dev.flowbed.status.Facts.Trouble;
import dev.flowbed.status.PodTrouble;
import dev.flowbed.status.StatusReport;
import dev.flowbed.status.mining.PoolDecision;
import dev.flowbed.status.mining.PoolSaying;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps a pool of miners as its Testnet and its own resource say: gather, decide, children, status. */
@ControllerConfiguration(
        name = "minerpool",
        fieldManager = Labels.FLOWBED,
        retry = PatientRetry.class,
        informer = @Informer(informerListLimit = Sources.PAGE))
public class MinerPoolReconciler implements Reconciler<MinerPool> {
    private static final Duration TRY_AGAIN = Duration.ofSeconds(15);

    /** How often accounts of what runs are made up, at least. */
    private static final Duration ACCOUNT = Duration.ofHours(1);

    private final Clock clock = Clock.systemUTC();
    private final TestnetChecks checks = new TestnetChecks();
    private final PoolMetricsService metricsService = new PoolMetricsService();
    private final PoolDeployment deployment;
    private final PoolClaimTemplate claimTemplate = new PoolClaimTemplate();
    private final Disruptions disruptions = new Disruptions();
    private final StatusPace pace = new StatusPace();
    private final ApiKeys apiKeys;
    private final Reports reports;
    private final ClusterEvents clusterEvents;
    private final EventRecorder events;
    private final Mining mining;
    private final Observations observations;
    private @Nullable Children<MinerPool> children;

    MinerPoolReconciler(
            ApiKeys apiKeys,
            ImageNames images,
            Pods pods,
            Reports reports,
            ClusterEvents clusterEvents,
            EventRecorder events,
            Mining mining,
            Observations observations) {
        this.apiKeys = apiKeys;
        this.reports = reports;
        this.clusterEvents = clusterEvents;
        this.events = events;
        this.mining = mining;
        this.observations = observations;
        this.deployment = new PoolDeployment(images, pods);
    }

    @Override
    public List<EventSource<?, MinerPool>> prepareEventSources(EventSourceContext<MinerPool> context) {
        Sources<MinerPool> sources = new Sources<>(context)
                .besides(Testnet.class)
                .children(Deployment.class, Labels.POOL)
                .children(Service.class, Labels.POOL)
                .childrenIfKnown(PoolClaimTemplate.GROUP_VERSION_KIND)
                .labelled(Pod.class, Labels.POOL, disruptions::notice)
                .and(reports.waking(StatusReport::pools));
        children = sources.bringing();
        return sources.all();
    }

    @Override
    public UpdateControl<MinerPool> reconcile(MinerPool pool, Context<MinerPool> context) {
        Instant now = clock.instant();
        Caches caches = new Caches(context);
        Optional<Testnet> testnet = caches.testnet(
                pool.getMetadata().getNamespace(), pool.getSpec().testnetRef().name());
        Amount amount = new Amount(pool, testnet, context);
        MiningDecision decision = decide(pool, testnet, () -> amount.miners(now));
        PoolOutcome outcome = new PoolOutcome(
                decision,
                bring(pool, decision, context),
                context.getSecondaryResource(Deployment.class),
                List.copyOf(context.getSecondaryResources(Pod.class)),
                disruptions.news(
                        pool.getMetadata().getNamespace(),
                        pool.getMetadata().getName(),
                        PoolStatus.interruptions(pool)),
                amount.saying(now));
        removeLeftovers(pool, outcome, context);
        MinerPoolStatus status = PoolStatus.of(pool, outcome, reported(pool), troubles(outcome), now);
        UpdateControl<MinerPool> control = pace.control(pool, status, MinerPool::new, now);
        if (control.isPatchStatus()) {
            events.recordTransitions(pool, status);
        }
        return next(outcome, now).map(again -> sooner(control, again)).orElse(control);
    }

    /** When the next step comes without an event. */
    private static Optional<Duration> next(PoolOutcome outcome, Instant now) {
        List<Duration> steps = new ArrayList<>();
        if (!outcome.isSettled()) {
            steps.add(TRY_AGAIN);
        }
        outcome.saying()
                .decision()
                .flatMap(PoolDecision::next)
                .ifPresent(moment -> steps.add(Duration.between(now, moment)));
        if (!outcome.pods().isEmpty()) {
            steps.add(ACCOUNT);
        }
        return steps.stream().min(Duration::compareTo);
    }

    private static UpdateControl<MinerPool> sooner(UpdateControl<MinerPool> control, Duration again) {
        long millis = Math.max(1, again.toMillis());
        boolean later =
                control.getScheduleDelay().filter(delay -> delay <= millis).isPresent();
        return later ? control : control.rescheduleAfter(Duration.ofMillis(millis));
    }

    /** How many miners a pool is to have in a pass; decided at most once. */
    private final class Amount {
        private final Mining.@Nullable Pass pass;
        private @Nullable PoolSaying saying;

        Amount(MinerPool pool, Optional<Testnet> testnet, Context<MinerPool> context) {
            String namespace = pool.getMetadata().getNamespace();
            this.pass = testnet.map(found -> new Mining.Pass(
                            pool,
                            found,
                            context.getPrimaryCache()
                                    .list(namespace)
                                    .filter(other -> other.getMetadata().getDeletionTimestamp() == null)
                                    .toList(),
                            List.copyOf(context.getSecondaryResources(Pod.class)),
                            observations.last(found).map(Look::picture)))
                    .orElse(null);
        }

        int miners(Instant now) {
            PoolSaying decided = mining.decide(Objects.requireNonNull(pass), now);
            saying = decided;
            return decided.decision().map(PoolDecision::miners).orElse(0);
        }

        PoolSaying saying(Instant now) {
            return saying != null ? saying : pass == null ? PoolSaying.NOTHING : mining.account(pass, now);
        }
    }

    private Optional<MinerPoolStatus> reported(MinerPool pool) {
        return reports.of(
                pool,
                pool.getSpec().testnetRef().name(),
                report -> report.pools().get(pool.getMetadata().getName()));
    }

    private List<Trouble> troubles(PoolOutcome outcome) {
        return outcome.pods().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null && !Readiness.isPodReady(pod))
                .flatMap(pod -> PodTrouble.of(pod, clusterEvents.warnings(pod)).stream())
                .map(PodTrouble::trouble)
                .toList();
    }

    private static void removeLeftovers(MinerPool pool, PoolOutcome outcome, Context<MinerPool> context) {
        outcome.lost()
                .leftovers(PoolStatus.interruptions(pool))
                .forEach(pod -> context.getClient()
                        .pods()
                        .inNamespace(pod.getMetadata().getNamespace())
                        .withName(pod.getMetadata().getName())
                        .delete());
    }

    private Stream<Child> wanted(PoolPlan plan) {
        return Stream.concat(
                        claimTemplate.template(plan).stream(),
                        Stream.of(deployment.deployment(plan), metricsService.service(plan)))
                .map(Child::owned);
    }

    private MiningDecision decide(MinerPool pool, Optional<Testnet> testnet, IntSupplier miners) {
        String namespace = pool.getMetadata().getNamespace();
        if (testnet.isEmpty()) {
            return MiningDecision.orphaned(pool);
        }
        // miners mine for the Testnet's own cliques: which those are, the Testnet alone says
        Checked checked = checks.check(
                new TestnetResources(testnet.get(), List.of(), List.of(), List.of(pool)),
                apiKeys.secret(testnet.get()));
        return MiningDecision.of(pool, testnet.get(), checked, new ClusterPlacement(namespace), miners);
    }

    private Brought bring(MinerPool pool, MiningDecision decision, Context<MinerPool> context) {
        List<Child> wanted = decision.plan().stream().flatMap(this::wanted).toList();
        return decision.action() == MiningDecision.Action.LEAVE
                ? Brought.nothing()
                : Objects.requireNonNull(children).bring(pool, wanted, context);
    }
}
