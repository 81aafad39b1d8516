package dev.flowbed.operator.minerpool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.input.Reading;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.minerpool.MinerPoolStatus;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.operator.kube.Brought;
import dev.flowbed.operator.kube.NameTaken;
import dev.flowbed.operator.minerpool.MiningDecision.Action;
import dev.flowbed.operator.place.ClusterPlacement;
import dev.flowbed.operator.testnet.Checked;
import dev.flowbed.operator.testnet.TestnetChecks;
import dev.flowbed.status.Facts.Trouble;
import dev.flowbed.status.mining.PoolSaying;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolStatusTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String TESTNET = """
            apiVersion: flowbed.dev/v1alpha1
            kind: Testnet
            metadata:
              name: net
              namespace: default
            spec:
              %s
            """;
    private static final String POOL = """
            apiVersion: flowbed.dev/v1alpha1
            kind: MinerPool
            metadata:
              name: helpers
              namespace: default
              generation: 4
            spec:
              testnetRef:
                name: net
              replicas: 2
            """;

    private final TestnetResources resources = resources("{}");
    private final MinerPool pool = resources.minerPools().get(0);

    @Test
    void aPoolWhoseMinersAllHaveWorkIsReady() {
        MinerPoolStatus status = status(mining(2), seen(2), List.of());

        assertThat(ready(status)).isEqualTo("True AllMining 2 of 2 miners have work");
        assertThat(status.readyReplicas()).isEqualTo(2);
        assertThat(status.replicas()).isEqualTo(2);
        assertThat(status.hashrate()).isEqualTo("150 H/s");
        assertThat(status.acceptedBlocks()).isEqualTo(6);
        assertThat(status.rejectedBlocks()).isEqualTo(2);
        assertThat(status.observedGeneration()).isEqualTo(4);
        assertThat(status.selector()).isEqualTo("flowbed.dev/pool=helpers,flowbed.dev/testnet=net");
    }

    @Test
    void aMinerWithoutWorkDoesNotCount() {
        MinerPoolStatus status = status(mining(2), seen(1), List.of());

        assertThat(ready(status)).isEqualTo("False MinersNotReady 1 of 2 miners have work");
    }

    @Test
    void whatAilsThePodsIsSaid() {
        Trouble trouble = new Trouble("Unschedulable", "0/3 nodes are available: 3 Insufficient cpu");

        assertThat(ready(status(mining(2), Optional.empty(), List.of(trouble))))
                .isEqualTo("False Unschedulable 0 of 2 miners have work: 0/3 nodes are available: 3 Insufficient cpu");
    }

    @Test
    void whatLastsIsSaidBeforeWhatPasses() {
        Trouble passes = new Trouble("PodStarting", "its pod is being prepared");
        Trouble lasts = new Trouble("Unschedulable", "no machine takes its pod: 0/1 nodes are available");

        assertThat(ready(status(mining(2), Optional.empty(), List.of(passes, lasts))))
                .startsWith("False Unschedulable");
    }

    @Test
    void podsThatCannotEvenBeMadeAreToldByTheDeployment() {
        Deployment refused = new DeploymentBuilder(deployment(0))
                .editStatus()
                .addNewCondition()
                .withType("ReplicaFailure")
                .withStatus("True")
                .withReason("FailedCreate")
                .withMessage("exceeded quota: small, requested: pods=1")
                .endCondition()
                .endStatus()
                .build();

        assertThat(ready(status(outcome(wanted(), Brought.nothing(), refused), Optional.empty(), List.of())))
                .isEqualTo("False FailedCreate exceeded quota: small, requested: pods=1");
    }

    @Test
    void aNameThatIsTakenIsSaid() {
        Brought taken =
                new Brought(List.of(new NameTaken("Deployment helpers", "nobody that Flowbed knows")), List.of());

        assertThat(ready(status(outcome(wanted(), taken, deployment(0)), Optional.empty(), List.of())))
                .startsWith("False NameTaken Deployment helpers exists already");
    }

    @Test
    void aPoolWithoutItsTestnetRunsNothingAndSaysWhy() {
        MiningDecision decision = MiningDecision.orphaned(pool);

        assertThat(decision.action()).isEqualTo(Action.REMOVE);
        assertThat(decision.plan()).isEmpty();
        assertThat(ready(status(outcome(decision, Brought.nothing(), null), Optional.empty(), List.of())))
                .startsWith("False TestnetNotFound Testnet net does not exist in namespace default: apply it");
    }

    @Test
    void aPausedTestnetsMinersAreLeftAsTheyAre() {
        MiningDecision decision = decide(resources("paused: true"));

        assertThat(decision.action()).isEqualTo(Action.LEAVE);
        assertThat(ready(status(outcome(decision, Brought.nothing(), deployment(1)), seen(1), List.of())))
                .startsWith("False Paused Testnet net is paused: the miners are left as they are");
        assertThat(ready(status(outcome(decision, Brought.nothing(), deployment(2)), seen(2), List.of())))
                .isEqualTo("True AllMining 2 of 2 miners have work");
    }

    @Test
    void aTestnetThatFailedItsChecksHasItsMinersLeftAsTheyAre() {
        TestnetResources wrong = resources("nodes: {config: 'alephium.broker.groups = 3'}");

        MiningDecision decision = decide(wrong);

        assertThat(decision.action()).isEqualTo(Action.LEAVE);
        assertThat(decision.hindrance().orElseThrow().reason()).isEqualTo("TestnetInvalid");
        assertThat(decision.hindrance().orElseThrow().message()).contains("Testnet net: spec.nodes.config");
    }

    @Test
    void aHibernatingTestnetHasNoMinersButTheirDeployment() {
        TestnetResources asleep = resources("{}");
        asleep.testnet().getMetadata().setAnnotations(Map.of("flowbed.dev/hibernate", "true"));

        MiningDecision decision = decide(asleep);

        assertThat(decision.plan().orElseThrow().replicas()).isZero();
        assertThat(decision.hindrance().orElseThrow().reason()).isEqualTo("Hibernated");
    }

    @Test
    void aPoolOfNoneIsReady() {
        pool.setSpec(resources(POOL.replace("replicas: 2", "replicas: 0"), "{}")
                .minerPools()
                .get(0)
                .getSpec());

        assertThat(ready(status(mining(0), Optional.empty(), List.of())))
                .isEqualTo("True ScaledToZero no miner is asked for");
    }

    @Test
    void theTimeOfAConditionStaysWhileItsStatusDoes() {
        pool.setStatus(status(mining(2), Optional.empty(), List.of()));

        MinerPoolStatus later = PoolStatus.of(pool, mining(2), Optional.empty(), List.of(), NOW.plusSeconds(60));

        assertThat(later).isEqualTo(pool.getStatus());
    }

    private MinerPoolStatus status(PoolOutcome outcome, Optional<MinerPoolStatus> seen, List<Trouble> troubles) {
        return PoolStatus.of(pool, outcome, seen, troubles, NOW);
    }

    private static String ready(MinerPoolStatus status) {
        Condition ready = status.conditions().get(0);
        assertThat(ready.type()).isEqualTo("Ready");
        assertThat(ready.status()).isNotEqualTo(ConditionStatus.UNKNOWN);
        return ready.status() + " " + ready.reason() + " " + ready.message();
    }

    private PoolOutcome mining(int replicas) {
        return outcome(wanted(), Brought.nothing(), deployment(replicas));
    }

    private MiningDecision wanted() {
        return decide(resources);
    }

    private static MiningDecision decide(TestnetResources resources) {
        MinerPool pool = resources.minerPools().get(0);
        Testnet testnet = resources.testnet();
        Checked checked = new TestnetChecks().check(resources, Optional.empty());
        return MiningDecision.of(pool, testnet, checked, new ClusterPlacement("default"), pool.getSpec()::replicas);
    }

    private static PoolOutcome outcome(MiningDecision decision, Brought brought, Deployment deployment) {
        return new PoolOutcome(
                decision, brought, Optional.ofNullable(deployment), List.of(), List.of(), PoolSaying.NOTHING);
    }

    private static Deployment deployment(int replicas) {
        return new DeploymentBuilder()
                .withNewStatus()
                .withReplicas(replicas)
                .endStatus()
                .build();
    }

    private static Optional<MinerPoolStatus> seen(int working) {
        return Optional.of(
                new MinerPoolStatus(4L, List.of(), 2, working, null, null, "150 H/s", null, 6L, 2L, null, null, null));
    }

    private static TestnetResources resources(String spec) {
        return resources(POOL, spec);
    }

    private static TestnetResources resources(String pool, String spec) {
        Reading reading = new ResourceReader()
                .read(List.of(new Source("net.yaml", TESTNET.formatted(spec)), new Source("pool.yaml", pool)));
        return reading.testnets().get(0);
    }
}
