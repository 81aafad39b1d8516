package dev.flowbed.operator.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.operator.testnet.NodeStand.Unit;
import dev.flowbed.operator.testnet.Rollout.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RolloutTest {
    /** The world: three cliques of two brokers and two extra nodes, all well and current. */
    private final TreeMap<String, NodeStand> world = new TreeMap<>();

    RolloutTest() {
        for (int clique = 0; clique < 3; clique++) {
            for (int broker = 0; broker < 2; broker++) {
                put(node("c" + clique + "-b" + broker, Unit.clique(clique)));
            }
        }
        put(node("x0", Unit.extra(3, "x0")));
        put(node("x1", Unit.extra(4, "x1")));
    }

    @Test
    void nothingIsRestartedWhenNothingChanged() {
        Rollout rollout = rollout(1);
        assertThat(rollout.deletions()).isEmpty();
        assertThat(rollout.state()).isEqualTo(State.CURRENT);
    }

    @Test
    void aChangeTakesTheFirstCliqueAsAWhole() {
        allOutdated();
        Rollout rollout = rollout(1);
        assertThat(rollout.deletions()).containsExactly("c0-b0-0", "c0-b1-0");
        assertThat(rollout.state()).isEqualTo(State.ROLLING);
        assertThat(rollout.message()).isEqualTo("0 of 5 updated; restarting clique 0");
    }

    @Test
    void aChangeOfOneBrokerRestartsItsWholeClique() {
        put(outdated(world.get("c1-b1")));
        assertThat(rollout(1).deletions()).containsExactly("c1-b0-0", "c1-b1-0");
    }

    @Test
    void asManyCliquesAtATimeAsAllowed() {
        allOutdated();
        assertThat(rollout(2).deletions()).containsExactly("c0-b0-0", "c0-b1-0", "c1-b0-0", "c1-b1-0");
    }

    @Test
    void theNextCliqueWaitsUntilTheFirstIsInSync() {
        allOutdated();
        put(silent(node("c0-b0", Unit.clique(0))));
        put(node("c0-b1", Unit.clique(0)));
        Rollout rollout = rollout(1);
        assertThat(rollout.deletions()).isEmpty();
        assertThat(rollout.state()).isEqualTo(State.WAITING);
        assertThat(rollout.message()).isEqualTo("1 of 5 updated; waiting for clique 0 to be in sync");

        put(node("c0-b0", Unit.clique(0)));
        assertThat(rollout(1).deletions()).containsExactly("c1-b0-0", "c1-b1-0");
    }

    @Test
    void aCliqueThatHasLostItsPeersWaitsForThem() {
        allOutdated();
        put(silent(node("c0-b0", Unit.clique(0))));
        put(node("c0-b1", Unit.clique(0)));
        put(withoutPeers(world.get("c1-b0")));
        put(withoutPeers(world.get("c1-b1")));
        put(withoutPeers(world.get("c2-b0")));
        assertThat(rollout(1).deletions()).isEmpty();
        assertThat(rollout(2).deletions()).isEmpty();
    }

    @Test
    void aCliqueThatIsNotInSyncByItselfIsNotLeftBehind() {
        allOutdated();
        put(withoutPeers(world.get("c1-b0")));
        assertThat(rollout(1).deletions()).containsExactly("c1-b0-0", "c1-b1-0");
        put(withoutPeers(world.get("c0-b0")));
        put(withoutPeers(world.get("c2-b0")));
        assertThat(rollout(1).deletions()).as("all apart from one another").containsExactly("c0-b0-0", "c0-b1-0");
    }

    @Test
    void aCliqueWhosePodsAreOnTheirWayOutHoldsUpTheOthers() {
        allOutdated();
        put(gone("c0-b0", Unit.clique(0)));
        put(gone("c0-b1", Unit.clique(0)));
        assertThat(rollout(1).deletions()).isEmpty();
    }

    @Test
    void aCliqueThatIsDownForAnotherReasonCounts() {
        put(outdated(world.get("c0-b0")));
        put(gone("c2-b1", Unit.clique(2)));
        assertThat(rollout(1).deletions()).isEmpty();
        assertThat(rollout(1).message()).contains("waiting for clique 2");
        assertThat(rollout(2).deletions()).containsExactly("c0-b0-0", "c0-b1-0");
    }

    @Test
    void aCliqueThatIsDownAnywayGoesFirstAndCostsNothing() {
        allOutdated();
        put(silent(world.get("c2-b0")));
        assertThat(rollout(1).deletions()).containsExactly("c2-b0-0", "c2-b1-0");
        assertThat(rollout(2).deletions()).containsExactly("c2-b0-0", "c2-b1-0", "c0-b0-0", "c0-b1-0");
    }

    @Test
    void aCliqueThatLosesSyncBecauseItsPeersRestartWaitsForThem() {
        allOutdated();
        put(silent(node("c0-b0", Unit.clique(0))));
        put(silent(node("c0-b1", Unit.clique(0))));
        put(withoutPeers(world.get("c1-b0")));
        put(withoutPeers(world.get("c1-b1")));
        assertThat(rollout(1).deletions()).isEmpty();
    }

    @Test
    void aRollOntoWhatDoesNotStartStopsAtTheFirstClique() {
        allOutdated();
        put(silent(node("c0-b0", Unit.clique(0))));
        put(silent(node("c0-b1", Unit.clique(0))));
        assertThat(rollout(1).deletions()).isEmpty();

        // the way back: the broken clique is outdated again and goes first
        put(outdated(silent(node("c0-b0", Unit.clique(0)))));
        put(outdated(silent(node("c0-b1", Unit.clique(0)))));
        assertThat(rollout(1).deletions()).containsExactly("c0-b0-0", "c0-b1-0");
    }

    @Test
    void nothingIsRestartedWhilePaused() {
        allOutdated();
        Rollout rollout = Rollout.of(List.copyOf(world.values()), 1, true);
        assertThat(rollout.deletions()).isEmpty();
        assertThat(rollout.state()).isEqualTo(State.PAUSED);
    }

    @Test
    void aCliqueWaitsUntilTheChangeHasReachedAllItsBrokers() {
        put(outdated(world.get("c0-b0")));
        NodeStand other = world.get("c0-b1");
        put(new NodeStand(
                other.node(), other.unit(), other.pod(), false, false, true, Instant.EPOCH, true, true, false));
        assertThat(rollout(1).deletions()).isEmpty();
        assertThat(rollout(1).message()).contains("waiting for the settings of clique 0");
    }

    @Test
    void extraNodesComeOneByOneAfterTheCliques() {
        put(outdated(world.get("x0")));
        put(outdated(world.get("x1")));
        put(outdated(world.get("c2-b0")));
        assertThat(rollout(1).deletions()).containsExactly("c2-b0-0", "c2-b1-0");

        put(node("c2-b0", Unit.clique(2)));
        assertThat(rollout(1).deletions()).containsExactly("x0-0");

        put(silent(node("x0", Unit.extra(3, "x0"))));
        assertThat(rollout(1).deletions()).isEmpty();
        assertThat(rollout(1).message()).contains("waiting for x0 to be in sync");

        put(node("x0", Unit.extra(3, "x0")));
        assertThat(rollout(1).deletions()).containsExactly("x1-0");
    }

    @Test
    void anExtraNodeThatIsStoppedForMaintenanceHoldsUpNothing() {
        put(new NodeStand(
                "x0", Unit.extra(3, "x0"), Optional.empty(), false, true, false, Instant.EPOCH, false, false, true));
        put(outdated(world.get("x1")));
        assertThat(rollout(1).deletions()).containsExactly("x1-0");
    }

    @Test
    void aLoneCliqueIsRestartedThoughNothingElseServes() {
        world.clear();
        put(outdated(node("c0-b0", Unit.clique(0))));
        assertThat(rollout(1).deletions()).containsExactly("c0-b0-0");
    }

    @Test
    void aWholeRollNeverTakesMoreThanAllowedAndEnds() {
        allOutdated();
        List<String> order = new ArrayList<>();
        for (int pass = 0; pass < 20; pass++) {
            Rollout rollout = rollout(1);
            assertThat(rollout.deletions().size()).isLessThanOrEqualTo(2);
            for (String pod : rollout.deletions()) {
                String node = pod.substring(0, pod.length() - 2);
                order.add(node);
                put(silent(node(node, world.get(node).unit())));
            }
            assertThat(rollout(1).deletions())
                    .as("a pass again, by an operator that knows nothing")
                    .isEmpty();
            for (NodeStand stand : List.copyOf(world.values())) {
                if (!stand.serving()) {
                    put(node(stand.node(), stand.unit()));
                }
            }
        }
        assertThat(order).containsExactly("c0-b0", "c0-b1", "c1-b0", "c1-b1", "c2-b0", "c2-b1", "x0", "x1");
        assertThat(rollout(1).state()).isEqualTo(State.CURRENT);
    }

    private Rollout rollout(int maxUnavailable) {
        return Rollout.of(List.copyOf(world.values()), maxUnavailable, false);
    }

    private void put(NodeStand node) {
        world.put(node.node(), node);
    }

    private void allOutdated() {
        List.copyOf(world.values()).forEach(node -> put(outdated(node)));
    }

    static NodeStand node(String name, Unit unit) {
        return new NodeStand(name, unit, Optional.of(name + "-0"), false, true, true, Instant.EPOCH, true, true, false);
    }

    static NodeStand silent(NodeStand node) {
        return new NodeStand(
                node.node(), node.unit(), node.pod(), node.outdated(), true, true, node.since(), false, false, false);
    }

    private static NodeStand withoutPeers(NodeStand node) {
        return new NodeStand(
                node.node(), node.unit(), node.pod(), node.outdated(), true, true, node.since(), true, false, false);
    }

    private static NodeStand outdated(NodeStand node) {
        return new NodeStand(
                node.node(),
                node.unit(),
                node.pod(),
                true,
                true,
                node.running(),
                node.since(),
                node.up(),
                node.serving(),
                node.stopped());
    }

    private static NodeStand gone(String name, Unit unit) {
        return new NodeStand(name, unit, Optional.empty(), false, true, false, Instant.EPOCH, false, false, false);
    }
}
