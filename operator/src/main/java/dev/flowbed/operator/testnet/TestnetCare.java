package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.GoDuration;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.testnet.HealingStatus;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetSpec;
import dev.flowbed.crds.testnet.TestnetStatus;
import dev.flowbed.operator.kube.ApiKeys;
import dev.flowbed.operator.kube.Brought;
import dev.flowbed.operator.kube.ClusterEvents;
import dev.flowbed.operator.kube.EventRecorder;
import dev.flowbed.operator.kube.EventRecorder.Type;
import dev.flowbed.operator.kube.StatusPace;
import dev.flowbed.operator.mining.Mining;
import dev.flowbed.operator.observation.Look;
import dev.flowbed.operator.observation.Observations;
import dev.flowbed.operator.observation.Reports;
import dev.flowbed.operator.testnet.Expiry.Phase;
import dev.flowbed.status.Conditions;
import dev.flowbed.status.StatusReport;
import dev.flowbed.status.Watching;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a Testnet after its children are made: it is looked at, changed, healed, ended, and told of. */
@ApplicationScoped
public class TestnetCare {
    private static final Logger LOG = LoggerFactory.getLogger(TestnetCare.class);
    /** Where something is wrong or under way, the cluster's words about it may change without an event. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final Clock clock = Clock.systemUTC();
    private final Observations observations;
    private final Reports reports;
    private final ApiKeys apiKeys;
    private final Mining mining;
    private final ClusterEvents clusterEvents;
    private final EventRecorder events;
    private final StatusPace pace = new StatusPace();
    private final Settling settling = new Settling();

    /** Everything outside that a decision is made from or carried out by. */
    public TestnetCare(
            Observations observations,
            Reports reports,
            ApiKeys apiKeys,
            ClusterEvents clusterEvents,
            EventRecorder events,
            Mining mining) {
        this.mining = mining;
        this.observations = observations;
        this.reports = reports;
        this.apiKeys = apiKeys;
        this.clusterEvents = clusterEvents;
        this.events = events;
    }

    /** The end of a pass over a Testnet that cannot be raised as it is: what runs is left as it is. */
    public UpdateControl<Testnet> unsound(Gathered gathered, Duration again) {
        Testnet testnet = gathered.testnet();
        Instant now = clock.instant();
        TestnetStatus before = TestnetReports.statusOf(testnet);
        List<dev.flowbed.observer.Condition> earlier = TestnetReports.observed(before.conditions());
        Conditions conditions =
                new Conditions(before.conditions(), now, testnet.getMetadata().getGeneration());
        List<Condition> made = TestnetConditions.unsound(gathered.checks().message(testnet), earlier).stream()
                .map(conditions::of)
                .toList();
        TestnetStatus status =
                TestnetReports.withConditions(before, testnet.getMetadata().getGeneration(), made);
        UpdateControl<Testnet> control = pace.control(testnet, status, Testnet::new, now);
        if (control.isPatchStatus()) {
            tell(testnet, before, status);
        }
        return sooner(control, again);
    }

    /** The end of a pass over a Testnet whose children are made. */
    public UpdateControl<Testnet> care(Gathered gathered, Brought brought, Context<Testnet> context) {
        Testnet testnet = gathered.testnet();
        TestnetSpec spec = testnet.getSpec();
        Instant now = clock.instant();
        Blueprint blueprint = gathered.blueprint().orElseThrow();
        Optional<Instant> lastUse = observations.last(testnet).flatMap(Look::lastUse);
        Expiry expiry = Expiry.of(testnet, lastUse, now);
        if (expiry.phase() == Phase.DELETE && !spec.paused()) {
            return end(testnet, expiry, context.getClient());
        }
        boolean hibernated = spec.paused()
                ? Hibernation.is(testnet)
                : Hibernation.isAsked(testnet) || expiry.phase() == Phase.HIBERNATE;
        World world =
                World.of(context.getSecondaryResources(Pod.class), context.getSecondaryResources(StatefulSet.class));
        observe(gathered, blueprint, world, hibernated);
        Optional<Look> look = observations.last(testnet);
        List<NodeStand> stands =
                world.stands(blueprint, gathered.resources().fullNodes(), hibernated, look.map(Look::picture));
        Optional<Duration> settles = settling.remaining(testnet.getMetadata().getUid(), world.revisions(), now);
        Rollout rollout =
                Rollout.of(settles.isPresent() ? unsettled(stands) : stands, maxUnavailable(spec), spec.paused());
        HealingPlan healing = healing(testnet, stands, look, rollout, hibernated, now);
        restart(testnet, rollout, healing, world, context.getClient());
        Situation situation = new Situation(
                gathered,
                brought,
                stands,
                new ProcessStates(world, gathered.resources().fullNodes(), hibernated, clusterEvents::warnings, now)
                        .of(blueprint),
                look,
                expiry,
                hibernated,
                rollout,
                healing,
                forks(testnet, blueprint, world, now),
                mining.of(gathered.resources(), TestnetReports.statusOf(testnet).mining(), now),
                now);
        UpdateControl<Testnet> control =
                isToldByOthers(testnet) ? UpdateControl.noUpdate() : report(situation, testnet, now);
        return next(situation, settles, now)
                .map(again -> sooner(control, again))
                .orElse(control);
    }

    /** What an operator before this one said stands until this one has seen something itself. */
    private boolean isToldByOthers(Testnet testnet) {
        return testnet.getStatus() != null
                && reports.of(
                                testnet.getMetadata().getNamespace(),
                                testnet.getMetadata().getName())
                        .isEmpty()
                && observations.isFirstLookAwaited(testnet);
    }

    private UpdateControl<Testnet> report(Situation situation, Testnet testnet, Instant now) {
        Gathered gathered = situation.gathered();
        TestnetStatus before = TestnetReports.statusOf(testnet);
        StatusReport report = TestnetReports.of(
                situation, reports.of(gathered.namespace(), gathered.name()).orElse(null));
        reports.put(testnet, report);
        situation.expiry().unreadable().ifPresent(problem -> tellOnce(testnet, problem));
        UpdateControl<Testnet> control = pace.control(testnet, report.testnet(), Testnet::new, now);
        if (control.isPatchStatus()) {
            tell(testnet, before, report.testnet());
        }
        return control;
    }

    private void observe(Gathered gathered, Blueprint blueprint, World world, boolean hibernated) {
        Testnet testnet = gathered.testnet();
        if (hibernated || !world.isAnythingUp()) {
            observations.forget(testnet);
            return;
        }
        observations.watch(
                testnet,
                world.addressed(Watching.of(gathered.resources(), blueprint, apiKeys.key(testnet)), blueprint),
                testnet.getSpec().healing().behindBlocks(),
                world.ready());
    }

    private static HealingPlan healing(
            Testnet testnet,
            List<NodeStand> stands,
            Optional<Look> look,
            Rollout rollout,
            boolean hibernated,
            Instant now) {
        List<HealingStatus> earlier = TestnetReports.statusOf(testnet).healings();
        boolean rolling = !rollout.deletions().isEmpty();
        return HealingPlan.of(
                stands,
                look.filter(seen -> !hibernated && !rolling)
                        .map(Look::symptoms)
                        .orElse(dev.flowbed.operator.observation.Symptoms.NONE),
                earlier,
                new HealingPlan.Rules(
                        testnet.getSpec().healing(),
                        maxUnavailable(testnet.getSpec()),
                        testnet.getSpec().paused()),
                now);
    }

    private void restart(Testnet testnet, Rollout rollout, HealingPlan healing, World world, KubernetesClient client) {
        if (!rollout.deletions().isEmpty()) {
            events.record(testnet, Type.NORMAL, "Rolling", rollout.message());
        }
        healing.done()
                .ifPresent(done -> events.record(
                        testnet, Type.WARNING, "Healed", "restarted " + done.subject() + ": " + done.reason()));
        Stream.concat(rollout.deletions().stream(), healing.deletions().stream())
                .distinct()
                .forEach(name -> world.nodePods().values().stream()
                        .filter(pod -> pod.getMetadata().getName().equals(name))
                        .forEach(pod -> delete(client, pod)));
    }

    /** Just what was seen is deleted, and not what bears its name since. */
    private static void delete(KubernetesClient client, HasMetadata seen) {
        try {
            client.resource(seen)
                    .lockResourceVersion(seen.getMetadata().getResourceVersion())
                    .delete();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            LOG.debug(
                    "{} changed meanwhile: it is judged anew",
                    seen.getMetadata().getName());
        }
    }

    private UpdateControl<Testnet> end(Testnet testnet, Expiry expiry, KubernetesClient client) {
        String cause = expiry.end() == null ? "" : expiry.end().cause();
        events.record(testnet, Type.WARNING, "Expired", "deleted with all that it made: " + cause);
        delete(client, testnet);
        // the deletion is refused when the resource changed meanwhile, which is an event; else this pass comes in vain
        return UpdateControl.<Testnet>noUpdate().rescheduleAfter(LOOK_AGAIN);
    }

    private static HardForkSchedule forks(Testnet testnet, Blueprint blueprint, World world, Instant now) {
        TestnetSpec spec = testnet.getSpec();
        String wanted = HardForkAnnotation.of(spec.hardForks());
        List<String> uninformed = blueprint.nodes().stream()
                .filter(node -> world.livePod(node.name())
                        .filter(pod -> !wanted.equals(HardForkAnnotation.of(pod)))
                        .isPresent())
                .map(node -> World.unit(blueprint, node).title())
                .distinct()
                .toList();
        return HardForkSchedule.of(spec.hardForks(), uninformed, spec.paused() ? 0 : maxUnavailable(spec), now);
    }

    private void tell(Testnet testnet, TestnetStatus before, TestnetStatus after) {
        if (after.equals(before)) {
            return;
        }
        boolean comingUp = before.readySince() == null;
        events.recordTransitions(testnet, before.conditions(), after.conditions(), comingUp);
    }

    private void tellOnce(Testnet testnet, String problem) {
        events.record(testnet, Type.WARNING, "InvalidAnnotation", problem);
    }

    /** When the next step comes without an event. */
    private static Optional<Duration> next(Situation situation, Optional<Duration> settles, Instant now) {
        List<Duration> steps = new ArrayList<>();
        settles.ifPresent(steps::add);
        situation.expiry().nextStepIn(now).ifPresent(steps::add);
        boolean underWay = situation.processes().values().stream()
                        .anyMatch(process -> process.trouble() != null || process.held() != null)
                || situation.rollout().state() != Rollout.State.CURRENT
                || !situation.brought().isWhole();
        if (underWay && !situation.hibernated()) {
            steps.add(LOOK_AGAIN);
        }
        Duration patience = GoDuration.parse(
                situation.gathered().testnet().getSpec().healing().stuckAfter());
        situation
                .look()
                .ifPresent(look -> look.symptoms().byClique().values().forEach(symptom -> {
                    Duration left = Duration.between(now, symptom.since().plus(patience));
                    steps.add(left.compareTo(LOOK_AGAIN) > 0 ? left : LOOK_AGAIN);
                }));
        return steps.stream().min(Duration::compareTo);
    }

    private static UpdateControl<Testnet> sooner(UpdateControl<Testnet> control, Duration again) {
        long millis = Math.max(1, again.toMillis());
        boolean later =
                control.getScheduleDelay().filter(delay -> delay <= millis).isPresent();
        return later ? control : control.rescheduleAfter(Duration.ofMillis(millis));
    }

    private static List<NodeStand> unsettled(List<NodeStand> stands) {
        return stands.stream().map(NodeStand::whileUnsettled).toList();
    }

    private static int maxUnavailable(TestnetSpec spec) {
        return spec.updates().maxUnavailableCliques();
    }
}
