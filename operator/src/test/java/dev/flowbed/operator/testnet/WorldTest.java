package dev.flowbed.operator.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.Labels;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.observer.NodeView;
import dev.flowbed.observer.Picture;
import dev.flowbed.observer.Watched;
import dev.flowbed.observer.WatchedMiner;
import dev.flowbed.observer.WatchedNode;
import dev.flowbed.operator.testnet.NodeStand.Unit;
import dev.flowbed.status.Watching;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static final Instant STARTED = Instant.parse("2026-01-01T00:00:10Z");

    private final Gathered gathered =
            Made.gathered("{cliques: 2, miners: [{name: cpu, replicas: 2}]}", Made.extra("archive"));
    private final Blueprint blueprint = gathered.blueprint().orElseThrow();

    @Test
    void aPodOfAnEarlierRevisionIsOutdated() {
        assertThat(stand(pod("net-c0-b0", "old", "10.0.0.1"), set("net-c0-b0", "new"), Optional.empty())
                        .outdated())
                .isTrue();
        assertThat(stand(pod("net-c0-b0", "new", "10.0.0.1"), set("net-c0-b0", "new"), Optional.empty())
                        .outdated())
                .isFalse();
    }

    @Test
    void whatTheStatefulSetsControllerHasNotSeenYetIsNotSettled() {
        StatefulSet unseen = new StatefulSetBuilder(set("net-c0-b0", "old"))
                .editMetadata()
                .withGeneration(9L)
                .endMetadata()
                .build();
        assertThat(stand(pod("net-c0-b0", "old", "10.0.0.1"), unseen, Optional.empty())
                        .settled())
                .isFalse();
        assertThat(stand(pod("net-c0-b0", "old", "10.0.0.1"), set("net-c0-b0", "old"), Optional.empty())
                        .settled())
                .isTrue();
    }

    @Test
    void aNodeServesWhenThisVeryPodWasSeenInSync() {
        Pod pod = pod("net-c0-b0", "one", "10.0.0.1");
        assertThat(stand(pod, set("net-c0-b0", "one"), Optional.of(seen("10.0.0.1")))
                        .serving())
                .isTrue();
        assertThat(stand(pod, set("net-c0-b0", "one"), Optional.of(seen("10.0.0.99"))))
                .as("a look at the pod before it")
                .matches(stand -> !stand.serving() && !stand.up());
        assertThat(stand(pod, set("net-c0-b0", "one"), Optional.empty()).serving())
                .isFalse();
    }

    @Test
    void aPodThatIsOnItsWayOutIsNoneAnyMore() {
        Pod leaving = new PodBuilder(pod("net-c0-b0", "one", "10.0.0.1"))
                .editMetadata()
                .withDeletionTimestamp("2026-01-01T00:01:00Z")
                .endMetadata()
                .build();
        NodeStand stand = stand(leaving, set("net-c0-b0", "one"), Optional.of(seen("10.0.0.1")));
        assertThat(stand.pod()).isEmpty();
        assertThat(stand.running()).isFalse();
        assertThat(stand.serving()).isFalse();
    }

    @Test
    void extraNodesAreUnitsOfTheirOwnAfterTheCliques() {
        assertThat(blueprint.nodes().stream().map(node -> World.unit(blueprint, node)))
                .containsExactly(Unit.clique(0), Unit.clique(1), Unit.extra(2, "archive"));
    }

    @Test
    void podsAreLookedAtByTheirOwnAddressesAndWhatHasNoneNowhere() {
        World world = World.of(
                List.of(
                        pod("net-c0-b0", "one", "10.0.0.1"),
                        pod("net-c1-b0", "one", "fd00::7"),
                        miner("net-cpu-b", "10.0.1.2"),
                        miner("net-cpu-a", "10.0.1.1")),
                List.of());
        Watched watched =
                world.addressed(Watching.of(gathered.resources(), blueprint, Optional.of("a key")), blueprint);
        assertThat(watched.nodes())
                .extracting(WatchedNode::rest)
                .containsExactly(
                        URI.create("http://10.0.0.1:22973"),
                        URI.create("http://[fd00::7]:22973"),
                        URI.create("http://127.0.0.1:1"));
        assertThat(watched.nodes()).allMatch(node -> node.apiKey().equals(Optional.of("a key")));
        assertThat(watched.miners())
                .extracting(WatchedMiner::metrics)
                .containsExactly(
                        URI.create("http://10.0.1.1:9400/metrics"), URI.create("http://10.0.1.2:9400/metrics"));
    }

    @Test
    void thereIsNothingToLookAtBeforeAPodHasAnAddress() {
        assertThat(World.of(List.of(pod("net-c0-b0", "one", null)), List.of()).isAnythingUp())
                .isFalse();
        assertThat(World.of(List.of(pod("net-c0-b0", "one", "10.0.0.1")), List.of())
                        .isAnythingUp())
                .isTrue();
    }

    private NodeStand stand(Pod pod, StatefulSet set, Optional<Picture> picture) {
        return World.of(List.of(pod), List.of(set))
                .stands(blueprint, gathered.resources().fullNodes(), false, picture)
                .get(0);
    }

    private Picture seen(String address) {
        NodeWorkload node = blueprint.nodes().get(0);
        WatchedNode watched =
                new WatchedNode(node.name(), 0, 0, 1, URI.create("http://" + address + ":22973"), Optional.empty());
        Watched all = new Watched("net", 4, java.time.Duration.ofSeconds(4), List.of(watched), List.of());
        NodeView view = new NodeView(watched, true, true, true, 1, 1, Optional.empty(), Optional.empty());
        return new Picture(all, STARTED, List.of(view), List.of(), List.of());
    }

    private static Pod pod(String node, String revision, String address) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(node + "-0")
                .addToLabels(Labels.NODE, node)
                .addToLabels("controller-revision-hash", revision)
                .endMetadata()
                .withNewStatus()
                .withPodIP(address)
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .addNewContainerStatus()
                .withNewState()
                .withNewRunning()
                .withStartedAt(STARTED.toString())
                .endRunning()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static Pod miner(String name, String address) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(Labels.POOL, "net-cpu")
                .endMetadata()
                .withNewStatus()
                .withPodIP(address)
                .endStatus()
                .build();
    }

    private static StatefulSet set(String node, String revision) {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(node)
                .withGeneration(2L)
                .addToLabels(Labels.NODE, node)
                .endMetadata()
                .withNewStatus()
                .withObservedGeneration(2L)
                .withUpdateRevision(revision)
                .endStatus()
                .build();
    }
}
