package dev.flowbed.operator.fullnode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import dev.flowbed.operator.fullnode.GoldenNodeTest.Plans;
import dev.flowbed.operator.kube.Child;
import dev.flowbed.operator.place.ClusterPlacement;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VolumeFitTest {
    private final NodeVolume volume = new NodeVolume();

    @Test
    void theClaimThatANodeMadeFitsIt() {
        NodePlan plan = first("spec: {}");

        assertThat(VolumeFit.of(plan, Optional.of(claimOf(plan))).reason()).isEqualTo("Fits");
    }

    @Test
    void whatElseChangesInATestnetLeavesItsVolumesFitting() {
        PersistentVolumeClaim claim = claimOf(first("spec: {cliques: 2, miners: [{name: cpu}]}"));

        assertThat(VolumeFit.of(first("spec: {nodes: {config: alephium.network.x = 1}}"), Optional.of(claim))
                        .usable())
                .isTrue();
    }

    @Test
    void aVolumeOfAnotherNetworkIsRefused() {
        PersistentVolumeClaim claim = claimOf(first("spec: {}"));

        for (String other : List.of(
                "spec: {networkId: 5}",
                "spec: {groups: 8}",
                "spec: {client: alephium}",
                "spec: {genesis: {allocations: [{wallet: devnet, amount: 5 ALPH}]}}")) {
            VolumeFit fit = VolumeFit.of(first(other), Optional.of(claim));
            assertThat(fit.usable()).as(other).isFalse();
            assertThat(fit.reason()).isEqualTo("OtherChains");
            assertThat(fit.message()).contains("PersistentVolumeClaim net-c0-b0", "another network or client");
        }
    }

    @Test
    void anOfficialBrokerTakesAWholeNodesDataButNotTheOtherWayRound() {
        PersistentVolumeClaim whole = claimOf(first("spec: {client: alephium}"));
        PersistentVolumeClaim half = claimOf(first("spec: {client: alephium, shards: 2}"));

        assertThat(VolumeFit.of(first("spec: {client: alephium, shards: 2}"), Optional.of(whole))
                        .usable())
                .isTrue();
        assertThat(VolumeFit.of(first("spec: {client: alephium}"), Optional.of(half))
                        .usable())
                .isFalse();
    }

    @Test
    void rillTakesOnlyWhatItWroteAtThisPosition() {
        PersistentVolumeClaim whole = claimOf(first("spec: {}"));

        VolumeFit fit = VolumeFit.of(first("spec: {shards: 2}"), Optional.of(whole));

        assertThat(fit.usable()).isFalse();
        assertThat(fit.message()).contains("broker 0/1", "broker 0/2");
    }

    @Test
    void aClaimThatPeoplePreparedIsTaken() {
        PersistentVolumeClaim prepared = new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("net-c0-b0")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build();

        assertThat(VolumeFit.of(first("spec: {}"), Optional.of(prepared)).usable())
                .isTrue();
    }

    @Test
    void aVolumeGrowsAndNeverShrinks() {
        NodePlan small = first("spec: {nodes: {storage: {size: 1Gi}}}");
        NodePlan large = first("spec: {nodes: {storage: {size: 3Gi}}}");

        assertThat(size(volume.claim(large, Optional.of(claimOf(small))))).isEqualTo(new Quantity("3Gi"));
        assertThat(size(volume.claim(small, Optional.of(claimOf(large))))).isEqualTo(new Quantity("3Gi"));
        assertThat(VolumeFit.of(small, Optional.of(claimOf(large))).reason()).isEqualTo("CannotShrink");
    }

    @Test
    void theClassOfAVolumeStaysAsItWasMade() {
        PersistentVolumeClaim slow = claimOf(first("spec: {nodes: {storage: {storageClassName: slow}}}"));
        NodePlan fast = first("spec: {nodes: {storage: {storageClassName: fast}}}");

        VolumeFit fit = VolumeFit.of(fast, Optional.of(slow));

        assertThat(fit.usable()).isTrue();
        assertThat(fit.message()).contains("is of storage class slow and cannot become of fast");
        PersistentVolumeClaim wanted =
                (PersistentVolumeClaim) volume.claim(fast, Optional.of(slow)).object();
        assertThat(wanted.getSpec().getStorageClassName()).isEqualTo("slow");
    }

    @Test
    void nothingIsStartedOnAVolumeThatDoesNotFit() {
        NodePlan plan = first("spec: {networkId: 5}");
        Optional<PersistentVolumeClaim> claim = Optional.of(claimOf(first("spec: {}")));
        NodeChildren makers = new NodeChildren(
                new dev.flowbed.operator.kube.ImageNames(Optional.empty(), "1"),
                new dev.flowbed.operator.kube.Pods("Always", List.of()));

        List<Child> children = makers.of(plan, VolumeFit.of(plan, claim), claim);

        assertThat(children)
                .extracting(child -> child.object().getKind())
                .containsExactly("Service", "Service", "ConfigMap");
    }

    @Test
    void aVolumeToKeepHasNoOwner() {
        assertThat(volume.claim(first("spec: {nodes: {storage: {retentionPolicy: Retain}}}"), Optional.empty())
                        .owned())
                .isFalse();
        assertThat(volume.claim(first("spec: {}"), Optional.empty()).owned()).isTrue();
    }

    private PersistentVolumeClaim claimOf(NodePlan plan) {
        return (PersistentVolumeClaim) volume.claim(plan, Optional.empty()).object();
    }

    private static Quantity size(Child claim) {
        Map<String, Quantity> requests = ((PersistentVolumeClaim) claim.object())
                .getSpec()
                .getResources()
                .getRequests();
        return requests.getOrDefault("storage", new Quantity("0"));
    }

    private static NodePlan first(String spec) {
        String text = "apiVersion: flowbed.dev/v1alpha1\nkind: Testnet\nmetadata: {name: net}\n" + spec;
        TestnetResources resources = new ResourceReader()
                .read(List.of(new Source("test", text)))
                .testnets()
                .get(0);
        return Plans.plan(
                resources,
                Blueprint.node(resources, new ClusterPlacement("default"), "net-c0-b0")
                        .orElseThrow());
    }
}
