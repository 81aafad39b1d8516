package dev.flowbed.operator.fullnode;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.Labels;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.fullnode.FullNodeStatus;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.operator.kube.ApiKeys;
import dev.flowbed.operator.kube.Brought;
import dev.flowbed.operator.kube.Caches;
import dev.flowbed.operator.kube.Children;
import dev.flowbed.operator.kube.EventRecorder;
import dev.flowbed.operator.kube.Hash;
import dev.flowbed.operator.kube.ImageNames;
import dev.flowbed.operator.kube.Owners;
import dev.flowbed.operator.kube.PatientRetry;
import dev.flowbed.operator.kube.Pods;
import dev.flowbed.operator.kube.Sources;
import dev.flowbed.operator.kube.StatusPace;
import dev.flowbed.operator.observation.Reports;
import dev.flowbed.operator.place.ClusterPlacement;
import dev.flowbed.operator.testnet.Checked;
import dev.flowbed.operator.testnet.Hibernation;
import dev.flowbed.operator.testnet.TestnetChecks;
import dev.flowbed.status.StatusReport;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps one full node as its Testnet and its own resource say: gather, check, children, status. */
@ControllerConfiguration(
        name = "fullnode",
        fieldManager = Labels.FLOWBED,
        retry = PatientRetry.class,
        informer = @Informer(informerListLimit = Sources.PAGE))
public class FullNodeReconciler implements Reconciler<FullNode> {
    private static final Duration TRY_AGAIN = Duration.ofSeconds(15);

    private final TestnetChecks checks = new TestnetChecks();
    private final Clock clock = Clock.systemUTC();
    private final StatusPace pace = new StatusPace();
    private final ApiKeys apiKeys;
    private final Reports reports;
    private final EventRecorder events;
    private final NodeChildren makers;
    private @Nullable Children<FullNode> children;

    FullNodeReconciler(ApiKeys apiKeys, ImageNames images, Pods pods, Reports reports, EventRecorder events) {
        this.apiKeys = apiKeys;
        this.reports = reports;
        this.events = events;
        this.makers = new NodeChildren(images, pods);
    }

    @Override
    public List<EventSource<?, FullNode>> prepareEventSources(EventSourceContext<FullNode> context) {
        Sources<FullNode> sources = new Sources<>(context)
                .besides(Testnet.class)
                .besides(Shard.class)
                .children(Service.class, Labels.NODE)
                .children(ConfigMap.class, Labels.NODE)
                .children(StatefulSet.class, Labels.NODE)
                .children(PersistentVolumeClaim.class, Labels.NODE)
                .and(reports.waking(StatusReport::nodes));
        children = sources.bringing();
        return sources.all();
    }

    @Override
    public UpdateControl<FullNode> reconcile(FullNode node, Context<FullNode> context) {
        if (goesWithItsTestnet(node, context)) {
            return UpdateControl.noUpdate();
        }
        NodeOutcome outcome = outcome(node, context);
        Instant now = clock.instant();
        FullNodeStatus status = NodeStatus.of(node, outcome, reported(node), now);
        UpdateControl<FullNode> control = pace.control(node, status, FullNode::new, now);
        if (control.isPatchStatus()) {
            events.recordTransitions(node, status);
        }
        return outcome.isSettled() ? control : control.rescheduleAfter(TRY_AGAIN);
    }

    /** A node that a Testnet made and that is gone by now: the cluster is about to take it away, there is nothing to say. */
    private static boolean goesWithItsTestnet(FullNode node, Context<FullNode> context) {
        return Owners.controller(node)
                .filter(owner -> owner.getKind().equals("Testnet"))
                .filter(owner -> new Caches(context)
                        .testnet(node.getMetadata().getNamespace(), owner.getName())
                        .filter(testnet -> testnet.getMetadata().getUid().equals(owner.getUid()))
                        .isEmpty())
                .isPresent();
    }

    private Optional<FullNodeStatus> reported(FullNode node) {
        return reports.of(
                node,
                node.getSpec().testnetRef().name(),
                report -> report.nodes().get(node.getMetadata().getName()));
    }

    private NodeOutcome outcome(FullNode node, Context<FullNode> context) {
        Caches caches = new Caches(context);
        String namespace = node.getMetadata().getNamespace();
        String name = node.getSpec().testnetRef().name();
        Optional<Testnet> testnet = caches.testnet(namespace, name);
        if (testnet.isEmpty()) {
            // nothing runs without its network; the volume stays until the FullNode goes
            return NodeOutcome.orphaned(bringing().bring(node, List.of(), context));
        }
        Checked checked = checks.check(
                new TestnetResources(testnet.get(), List.of(), List.of(node), List.of()),
                apiKeys.secret(testnet.get()));
        Optional<NodePlan> plan = checked.isSound() && checked.of(node).isEmpty()
                ? plan(node, caches.resources(testnet.get()))
                : Optional.empty();
        if (plan.isEmpty()) {
            return NodeOutcome.unsound(testnet.get(), checked);
        }
        Optional<PersistentVolumeClaim> claim = claim(node, caches, context);
        VolumeFit fit = VolumeFit.of(plan.get(), claim);
        Brought brought = testnet.get().getSpec().paused()
                ? Brought.nothing()
                : bringing().bring(node, makers.of(plan.get(), fit, claim), context);
        return NodeOutcome.of(plan.get(), checked, fit, brought);
    }

    private Optional<NodePlan> plan(FullNode node, TestnetResources resources) {
        Testnet testnet = resources.testnet();
        ClusterPlacement placement = new ClusterPlacement(testnet.getMetadata().getNamespace());
        boolean running = !node.getSpec().maintenance() && !Hibernation.is(testnet);
        Optional<String> keyHash =
                apiKeys.key(testnet).map(key -> Hash.of(testnet.getMetadata().getUid() + '\n' + key));
        return Blueprint.node(resources, placement, node.getMetadata().getName())
                .map(workload -> new NodePlan(node, testnet, workload, running, keyHash));
    }

    /** The claim of the node's name; one that was kept from an earlier node may bear another's labels. */
    private static Optional<PersistentVolumeClaim> claim(FullNode node, Caches caches, Context<FullNode> context) {
        String namespace = node.getMetadata().getNamespace();
        String name = node.getMetadata().getName();
        return caches.get(PersistentVolumeClaim.class, namespace, name)
                .or(() -> Optional.ofNullable(context.getClient()
                        .persistentVolumeClaims()
                        .inNamespace(namespace)
                        .withName(name)
                        .get()));
    }

    private Children<FullNode> bringing() {
        return Objects.requireNonNull(children);
    }
}
