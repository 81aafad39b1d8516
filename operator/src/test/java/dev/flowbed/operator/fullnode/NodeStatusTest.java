package dev.flowbed.operator.fullnode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.fullnode.FullNodeStatus;
import dev.flowbed.operator.fullnode.GoldenNodeTest.Plans;
import dev.flowbed.operator.kube.Brought;
import dev.flowbed.operator.kube.Brought.Refusal;
import dev.flowbed.operator.kube.NameTaken;
import dev.flowbed.operator.place.ClusterPlacement;
import dev.flowbed.operator.testnet.Checked;
import dev.flowbed.operator.testnet.TestnetChecks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeStatusTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final VolumeFit FITS = new VolumeFit(true, "Fits", "the volume is this node's");

    private final TestnetResources resources = new ResourceReader()
            .read(List.of(new Source("net.yaml", """
                    apiVersion: flowbed.dev/v1alpha1
                    kind: Testnet
                    metadata: {name: net, namespace: dev}
                    spec: {}
                    ---
                    apiVersion: flowbed.dev/v1alpha1
                    kind: FullNode
                    metadata: {name: archive, namespace: dev, generation: 3}
                    spec: {testnetRef: {name: net}}
                    """)))
            .testnets()
            .get(0);
    private final FullNode node = resources.fullNodes().get(0);
    private final NodePlan plan = Plans.plan(
            resources,
            Blueprint.node(resources, new ClusterPlacement("dev"), "archive").orElseThrow());
    private final Checked checked = new TestnetChecks().check(resources, Optional.empty());

    @Test
    void allConditionsAreThereBeforeTheFirstLook() {
        FullNodeStatus status = status(NodeOutcome.of(plan, checked, FITS, Brought.nothing()), Optional.empty());
        assertThat(status.conditions())
                .extracting(condition -> condition.type() + " " + condition.status() + " " + condition.reason())
                .containsExactly(
                        "Ready Unknown NotObserved",
                        "Accepted True Valid",
                        "ChildrenMade True AllMade",
                        "VolumeFits True Fits");
        assertThat(status.observedGeneration()).isEqualTo(3);
    }

    @Test
    void aNodeWithoutItsTestnetIsNotReadyForThatAndTellsNoOldFigures() {
        FullNodeStatus status = status(NodeOutcome.orphaned(Brought.nothing()), Optional.of(seen(true)));
        assertThat(ready(status)).startsWith("False TestnetNotFound Testnet net does not exist");
        assertThat(status.height()).isNull();
    }

    @Test
    void aVolumeOfOtherChainsKeepsTheNodeFromRunning() {
        VolumeFit other = new VolumeFit(false, "OtherChains", "holds the chains of another network");
        FullNodeStatus status = status(NodeOutcome.of(plan, checked, other, Brought.nothing()), Optional.empty());
        assertThat(ready(status)).isEqualTo("False OtherChains holds the chains of another network");
    }

    @Test
    void aVolumeThatCannotGrowIsSaidAndTheNodeServesOn() {
        Brought refused = new Brought(
                List.of(), List.of(new Refusal("PersistentVolumeClaim", "archive", "the class allows no expansion")));
        FullNodeStatus status = status(NodeOutcome.of(plan, checked, FITS, refused), Optional.of(seen(true)));
        assertThat(ready(status)).startsWith("True ");
        assertThat(of(status, "VolumeFits")).isEqualTo("False CannotGrow the class allows no expansion");
    }

    @Test
    void aChildThatCannotBeMadeIsTheReasonWhileTheNodeDoesNotServe() {
        Brought taken = new Brought(List.of(new NameTaken("Service archive", "Deployment other")), List.of());
        NodeOutcome outcome = NodeOutcome.of(plan, checked, FITS, taken);
        assertThat(ready(status(outcome, Optional.of(seen(false))))).startsWith("False NameTaken ");
        assertThat(ready(status(outcome, Optional.of(seen(true))))).startsWith("True ");
        assertThat(of(status(outcome, Optional.of(seen(true))), "ChildrenMade")).startsWith("False NameTaken ");
    }

    @Test
    void whatItsTestnetSawOfItStandsInItsStatus() {
        FullNodeStatus status =
                status(NodeOutcome.of(plan, checked, FITS, Brought.nothing()), Optional.of(seen(false)));
        assertThat(ready(status)).isEqualTo("False NotSynced 3 blocks behind");
        assertThat(status.height()).isEqualTo(42);
        assertThat(status.version()).isEqualTo("4.6.0");
    }

    private FullNodeStatus status(NodeOutcome outcome, Optional<FullNodeStatus> seen) {
        return NodeStatus.of(node, outcome, seen, NOW);
    }

    private static FullNodeStatus seen(boolean ready) {
        Condition condition = new Condition(
                "Ready",
                ready ? ConditionStatus.TRUE : ConditionStatus.FALSE,
                ready ? "Synced" : "NotSynced",
                ready ? "in sync" : "3 blocks behind",
                NOW.toString(),
                3L);
        return new FullNodeStatus(3L, List.of(condition), "4.6.0", List.of(0, 1, 2, 3), ready, 1, 42L, 0, null);
    }

    private static String ready(FullNodeStatus status) {
        return of(status, "Ready");
    }

    private static String of(FullNodeStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .map(condition -> condition.status() + " " + condition.reason() + " " + condition.message())
                .findFirst()
                .orElseThrow();
    }
}
