package dev.flowbed.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import dev.flowbed.crds.ChainStatus;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.testnet.NodeStatus;
import dev.flowbed.observer.ChainView;
import dev.flowbed.observer.Conditions;
import dev.flowbed.observer.MinerView;
import dev.flowbed.observer.NodeView;
import dev.flowbed.observer.Picture;
import dev.flowbed.observer.Watched;
import dev.flowbed.observer.WatchedMiner;
import dev.flowbed.observer.WatchedNode;
import dev.flowbed.status.Facts.ProcessFacts;
import dev.flowbed.status.Facts.Trouble;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusesTest {
    private static final Instant STARTED = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LATER = STARTED.plusSeconds(60);
    private static final String ZERO = "net-c0-b0";
    private static final String ONE = "net-c0-b1";
    private static final String MINER = "net-cpu-0";
    private static final WatchedMiner WATCHED = new WatchedMiner(MINER, URI.create("http://127.0.0.1:1/metrics"));
    private static final MinerView WORKING =
            new MinerView(WATCHED, true, 1e5, 7, 0, Optional.of(1.0), Optional.empty());
    private static final MinerView WITHOUT_WORK =
            new MinerView(WATCHED, true, 0, 7, 0, Optional.empty(), Optional.empty());
    private static final MinerView SILENT =
            new MinerView(WATCHED, false, 0, 7, 0, Optional.empty(), Optional.of("refused"));

    private static final String NET = """
            apiVersion: flowbed.dev/v1alpha1
            kind: Testnet
            metadata:
              name: net
            spec:
              shards: 2
              miners:
                - name: cpu
            """;

    private TestnetResources resources;
    private Blueprint blueprint;
    private final Map<String, ProcessFacts> processes = new HashMap<>();
    private final Map<String, Boolean> answers = new HashMap<>(Map.of(ZERO, true, ONE, true));
    private MinerView miner = WORKING;

    @BeforeEach
    void apply() {
        apply(NET);
    }

    private void apply(String yaml) {
        resources = new ResourceReader()
                .read(List.of(new Source("net.yaml", yaml)))
                .testnets()
                .get(0);
        blueprint = Blueprint.of(resources, new TestPlacement());
        for (String name : List.of(ZERO, ONE, MINER)) {
            runs(name, 0);
        }
    }

    @Test
    void aTestnetInWhichAllIsWellIsReadyInEveryPart() {
        StatusReport report = report(null, LATER);

        assertThat(report.isReady()).isTrue();
        assertThat(report.testnet().readyNodes()).isEqualTo("2/2");
        assertThat(report.testnet().nodes()).extracting(NodeStatus::state).containsExactly("ready", "ready");
        assertThat(report.nodes().get(ONE).groups()).containsExactly(1, 3);
        assertThat(report.shards().get("net-b0").groups()).containsExactly(0, 2);
        assertThat(report.shards().get("net-b0").readyNodes()).isEqualTo("1/1");
        assertThat(report.pools().get("net-cpu").readyReplicas()).isEqualTo(1);
        assertThat(report.pools().get("net-cpu").acceptedBlocks()).isEqualTo(7);
    }

    @Test
    void chainsAreInTheirOrderAndTheLeastHeightIsTheTestnets() {
        List<ChainStatus> chains = report(null, LATER).testnet().chains();

        assertThat(chains).hasSize(16);
        assertThat(chains.get(6).fromGroup()).isEqualTo(1);
        assertThat(chains.get(6).toGroup()).isEqualTo(2);
        assertThat(report(null, LATER).testnet().height()).isEqualTo(10);
    }

    @Test
    void aProcessThatDiedIsSaidToHaveDied() {
        processes.put(
                ONE, new ProcessFacts(false, STARTED, 2, new Trouble("NotRunning", "net-c0-b1 was ended by signal 9")));
        answers.put(ONE, false);

        StatusReport report = report(null, LATER);

        assertThat(state(report, ONE)).isEqualTo("net-c0-b1 was ended by signal 9");
        assertThat(ready(report, ONE).reason()).isEqualTo("NotRunning");
        assertThat(report.nodes().get(ONE).restarts()).isEqualTo(2);
        assertThat(report.testnet().readyNodes()).isEqualTo("1/2");
        assertThat(report.shards().get("net-b1").readyNodes()).isEqualTo("0/1");
        assertThat(report.isReady()).isFalse();
    }

    @Test
    void aNodeThatNeverAnsweredIsStarting() {
        answers.put(ONE, false);
        assertThat(state(report(null, LATER), ONE)).isEqualTo("starting: does not answer yet");
    }

    @Test
    void aNodeThatFellSilentIsNotSaidToStart() {
        StatusReport well = report(null, LATER);
        answers.put(ONE, false);

        StatusReport silent = report(well, LATER.plusSeconds(2));
        assertThat(state(silent, ONE)).isEqualTo("does not answer any more");
        assertThat(state(report(silent, LATER.plusSeconds(4)), ONE)).isEqualTo("does not answer any more");
    }

    @Test
    void aNodeThatWasStartedAfterItLastAnsweredIsStarting() {
        StatusReport well = report(null, STARTED.minusSeconds(3600));
        answers.put(ONE, false);
        assertThat(state(report(well, LATER), ONE)).isEqualTo("starting: does not answer yet");
    }

    @Test
    void whatIsKnownAgainstANodeIsItsState() {
        answers.put(ONE, false);
        processes.put(ONE, new ProcessFacts(true, STARTED, 0, new Trouble(Trouble.SUSPENDED, "held by a signal")));

        StatusReport report = report(null, LATER);
        assertThat(state(report, ONE)).isEqualTo("held by a signal");
        assertThat(NodeEvents.between(null, report)).containsExactly(ONE + ": held by a signal");
    }

    @Test
    void aNodeThatClientsAreNotLedToIsNotReadyHoweverWellItIs() {
        Trouble held = new Trouble(PodTrouble.HELD, "the cluster does not call its pod ready");
        processes.put(ONE, new ProcessFacts(true, STARTED, 0, null, held));

        StatusReport report = report(null, LATER);
        assertThat(ready(report, ONE).reason()).isEqualTo("PodNotReady");
        assertThat(state(report, ONE)).isEqualTo("the cluster does not call its pod ready");
        assertThat(report.testnet().readyNodes()).isEqualTo("1/2");
        assertThat(report.shards().get("net-b1").readyNodes()).isEqualTo("0/1");
        answers.put(ONE, false);
        assertThat(state(report(report, LATER.plusSeconds(2)), ONE)).isEqualTo("does not answer any more");
    }

    @Test
    void whatHappensToSilentNodesIsToldOnce() {
        StatusReport well = report(null, LATER);
        answers.put(ONE, false);
        StatusReport silent = report(well, LATER.plusSeconds(2));
        StatusReport still = report(silent, LATER.plusSeconds(4));
        answers.put(ONE, true);
        StatusReport again = report(still, LATER.plusSeconds(6));

        assertThat(NodeEvents.between(well, silent)).containsExactly(ONE + ": does not answer any more");
        assertThat(NodeEvents.between(silent, still)).isEmpty();
        assertThat(NodeEvents.between(still, again)).containsExactly(ONE + ": answers again");
        assertThat(NodeEvents.between(null, well)).isEmpty();
    }

    @Test
    void aConditionKeepsItsTimeUntilItChanges() {
        StatusReport first = report(null, LATER);
        StatusReport second = report(first, LATER.plusSeconds(10));
        miner = SILENT;
        StatusReport third = report(second, LATER.plusSeconds(20));

        assertThat(condition(second, "Mining").lastTransitionTime()).isEqualTo(LATER.toString());
        assertThat(condition(third, "Mining").lastTransitionTime())
                .isEqualTo(LATER.plusSeconds(20).toString());
        assertThat(condition(third, "Synced").lastTransitionTime()).isEqualTo(LATER.toString());
        assertThat(third.pools().get("net-cpu").readyReplicas()).isZero();
    }

    @Test
    void reportsOfTheSameAtOtherTimesSayTheSame() {
        StatusReport first = report(null, LATER);
        assertThat(report(first, LATER.plusSeconds(10)).sameAs(first)).isTrue();
        answers.put(ONE, false);
        assertThat(report(first, LATER.plusSeconds(10)).sameAs(first)).isFalse();
    }

    @Test
    void aScavengerThatIsSilentWaitsForAnIdleMachine() {
        scavenge();
        miner = SILENT;

        assertThat(pool(LATER.plusSeconds(600)))
                .isEqualTo(
                        "True NothingIdle 0 of 1 miners have work, the others wait for idle machines: they run while no"
                                + " other process wants the CPU");
    }

    @Test
    void aScavengerThatAnswersAndHasNoWorkIsATroubleOnceItHasComeUp() {
        scavenge();
        miner = WITHOUT_WORK;

        assertThat(pool(STARTED.plusSeconds(30))).startsWith("True NothingIdle ");
        assertThat(pool(STARTED.plusSeconds(90))).isEqualTo("False MinersNotReady 0 of 1 miners have work");
    }

    @Test
    void aScavengerThatEndedOrIsHeldIsATrouble() {
        scavenge();
        miner = SILENT;
        processes.put(
                MINER, new ProcessFacts(false, STARTED, 1, new Trouble("NotRunning", "it ended with exit code 2")));
        assertThat(pool(LATER)).startsWith("False MinersNotReady ");
        processes.put(MINER, new ProcessFacts(true, STARTED, 0, new Trouble(Trouble.SUSPENDED, "held by a signal")));
        assertThat(pool(LATER)).startsWith("False MinersNotReady ");
    }

    @Test
    void aScavengerThatWasJustStartedAgainMustShowFirstThatItLives() {
        scavenge();
        miner = SILENT;
        runs(MINER, 1);

        assertThat(pool(STARTED.plusSeconds(10))).startsWith("False MinersNotReady ");
        assertThat(pool(STARTED.plusSeconds(90))).startsWith("True NothingIdle ");
    }

    @Test
    void aScavengerThatWorksIsAsAnyOther() {
        scavenge();
        assertThat(pool(LATER)).isEqualTo("True AllMining 1 of 1 miners have work");
    }

    @Test
    void anyOtherMinerThatIsSilentIsATrouble() {
        miner = SILENT;
        assertThat(pool(LATER)).isEqualTo("False MinersNotReady 0 of 1 miners have work");
    }

    private void scavenge() {
        apply(NET + "      scavenge: {}\n");
    }

    private String pool(Instant now) {
        Condition ready = report(null, now).pools().get("net-cpu").conditions().get(0);
        return ready.status() + " " + ready.reason() + " " + ready.message();
    }

    private void runs(String name, int restarts) {
        processes.put(name, new ProcessFacts(true, STARTED, restarts, null));
    }

    private static String state(StatusReport report, String node) {
        return report.testnet().nodes().stream()
                .filter(status -> status.name().equals(node))
                .map(NodeStatus::state)
                .findFirst()
                .orElseThrow();
    }

    private static Condition ready(StatusReport report, String node) {
        Condition ready = report.nodes().get(node).conditions().get(0);
        assertThat(ready.status()).isNotEqualTo(ConditionStatus.UNKNOWN);
        return ready;
    }

    private static Condition condition(StatusReport report, String type) {
        return report.condition(type).orElseThrow();
    }

    private StatusReport report(@Nullable StatusReport earlier, Instant now) {
        Picture picture = picture(now);
        Facts facts = new Facts(
                resources,
                blueprint,
                picture,
                List.copyOf(Conditions.of(picture).values()),
                processes,
                STARTED,
                null,
                null,
                Facts.Mining.UNKNOWN);
        return Statuses.of(facts, earlier, now);
    }

    /** Every chain a block higher than the one before, the first at height 10. */
    private Picture picture(Instant now) {
        List<WatchedNode> watched = new ArrayList<>();
        List<NodeView> nodes = new ArrayList<>();
        List<ChainView> chains = new ArrayList<>();
        for (NodeWorkload workload : blueprint.nodes()) {
            int broker = workload.identity().broker();
            boolean well = answers.get(workload.name());
            WatchedNode node = new WatchedNode(
                    workload.name(),
                    0,
                    broker,
                    2,
                    URI.create(workload.addresses().rest()),
                    Optional.empty());
            watched.add(node);
            nodes.add(new NodeView(
                    node,
                    well,
                    well,
                    well,
                    1,
                    1,
                    Optional.of("v4.6.0"),
                    well ? Optional.empty() : Optional.of("connection refused")));
            for (ChainIndex chain : ChainIndex.all(4)) {
                if (chain.from() % 2 == broker) {
                    int height = well ? 10 + chain.from() * 4 + chain.to() : -1;
                    chains.add(new ChainView(
                            chain,
                            0,
                            node.name(),
                            height,
                            Optional.empty(),
                            STARTED,
                            Optional.of(now),
                            Optional.empty(),
                            Optional.empty(),
                            0));
                }
            }
        }
        return new Picture(
                new Watched("net", 4, Duration.ofSeconds(2), watched, List.of(WATCHED)),
                now,
                nodes,
                chains,
                List.of(miner));
    }
}
