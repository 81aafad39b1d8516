package dev.flowbed.operator.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.observer.Condition;
import dev.flowbed.observer.Condition.Status;
import dev.flowbed.observer.Picture;
import dev.flowbed.observer.Watched;
import dev.flowbed.operator.kube.Brought;
import dev.flowbed.operator.kube.Brought.Refusal;
import dev.flowbed.operator.kube.NameTaken;
import dev.flowbed.operator.observation.Look;
import dev.flowbed.operator.observation.Symptoms;
import dev.flowbed.operator.observation.Symptoms.Kind;
import dev.flowbed.operator.observation.Symptoms.Symptom;
import dev.flowbed.operator.testnet.NodeStand.Unit;
import dev.flowbed.status.Facts;
import dev.flowbed.status.Facts.ProcessFacts;
import dev.flowbed.status.Facts.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TestnetConditionsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private String spec = "{cliques: 2}";
    private Brought brought = Brought.nothing();
    private Optional<Look> look = Optional.empty();
    private boolean hibernated;
    private boolean running = true;
    private final Map<String, Trouble> troubles = new TreeMap<>();
    private final Map<String, Trouble> held = new TreeMap<>();

    @Test
    void allAreThereBeforeAnythingWasSeen() {
        assertThat(all())
                .extracting(condition -> condition.type() + " " + condition.status() + " " + condition.reason())
                .containsExactly(
                        "Ready Unknown NotObserved",
                        "Accepted True Valid",
                        "ChildrenMade True AllMade",
                        "NodesReachable Unknown NotObserved",
                        "CliquesFormed Unknown NotObserved",
                        "Synced Unknown NotObserved",
                        "ChainsAdvancing Unknown NotObserved",
                        "SkewBounded Unknown NotObserved",
                        "Mining Unknown NotObserved",
                        "Updated True " + of("Updated").reason(),
                        "CliquesHealthy Unknown NotObserved",
                        "Expiring False " + of("Expiring").reason(),
                        "Hibernated False Awake",
                        "HardForksScheduled True FromGenesis");
    }

    @Test
    void theFirstNodeInTroubleIsTheReasonAndAllThatAreAreCounted() {
        look = Optional.of(seen(Symptoms.NONE, Status.FALSE));
        troubles.put("net-c1-b0", new Trouble("Unschedulable", "no machine takes its pod: Insufficient cpu"));
        troubles.put("net-c0-b0", new Trouble("PodStarting", "its pod is about to be made"));
        assertThat(of("Ready"))
                .isEqualTo(new Condition(
                        "Ready",
                        Status.FALSE,
                        "Unschedulable",
                        "1 of 2 nodes: net-c1-b0: no machine takes its pod: Insufficient cpu"));
    }

    @Test
    void whatOnlyTakesTimeIsLeftToWhatIsSeen() {
        look = Optional.of(seen(Symptoms.NONE, Status.FALSE));
        troubles.put("net-c0-b0", new Trouble("PodStarting", "its pod is about to be made"));
        assertThat(of("Ready").reason()).isEqualTo("AsSeen");
    }

    @Test
    void aTestnetIsNotReadyWhileServicesDoNotLeadToItsNodes() {
        held.put("net-c1-b0", new Trouble("PodNotReady", "the cluster does not call its pod ready: status 401"));
        look = Optional.of(seen(Symptoms.NONE, Status.TRUE));
        assertThat(of("Ready"))
                .isEqualTo(new Condition(
                        "Ready",
                        Status.FALSE,
                        "PodNotReady",
                        "1 of 2 nodes: net-c1-b0: the cluster does not call its pod ready: status 401"));
        look = Optional.of(seen(Symptoms.NONE, Status.FALSE));
        assertThat(of("Ready").reason()).isEqualTo("AsSeen");
    }

    @Test
    void whatCannotBeMadeIsTheReasonUnlessItRunsAllTheSame() {
        brought = new Brought(List.of(), List.of(new Refusal("Service", "net", "exceeded quota: small")));
        look = Optional.of(seen(Symptoms.NONE, Status.FALSE));
        assertThat(of("Ready").reason()).isEqualTo("Refused");
        assertThat(of("Ready").message()).contains("exceeded quota: small");
        look = Optional.of(seen(Symptoms.NONE, Status.TRUE));
        assertThat(of("Ready").status()).isEqualTo(Status.TRUE);
        assertThat(of("ChildrenMade").status()).isEqualTo(Status.FALSE);

        brought = new Brought(List.of(new NameTaken("Service net", "Deployment other")), List.of());
        assertThat(of("ChildrenMade").reason()).isEqualTo("NameTaken");
    }

    @Test
    void whileItSleepsNothingIsSaidOfWhatWouldRun() {
        look = Optional.of(seen(Symptoms.NONE, Status.TRUE));
        hibernated = true;
        assertThat(of("Ready").status()).isEqualTo(Status.FALSE);
        assertThat(of("Ready").reason()).isEqualTo("Hibernated");
        assertThat(of("Hibernated").status()).isEqualTo(Status.TRUE);
        assertThat(of("Synced").status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void aCliqueThatStaysBehindIsUnhealthyOneThatIsBeingStartedIsNot() {
        spec = "{cliques: 2, healing: {stuckAfter: 2m}}";
        look = Optional.of(seen(behindSince(NOW.minusSeconds(30)), Status.TRUE));
        assertThat(of("CliquesHealthy").status()).isEqualTo(Status.TRUE);
        look = Optional.of(seen(behindSince(NOW.minusSeconds(60)), Status.TRUE));
        assertThat(of("CliquesHealthy").status()).isEqualTo(Status.FALSE);
        assertThat(of("CliquesHealthy").reason()).isEqualTo("Behind");
        assertThat(of("CliquesHealthy").message()).startsWith("clique 1: 20 blocks behind clique 0");
        running = false;
        assertThat(of("CliquesHealthy").status()).isEqualTo(Status.TRUE);
    }

    @Test
    void anEndThatIsNearIsSaidWithItsTime() {
        spec = "{cliques: 2, lifetime: {ttl: 12h1m}}";
        assertThat(of("Expiring").status()).isEqualTo(Status.TRUE);
        assertThat(of("Expiring").message()).contains("2026-01-01T12:01:00Z");
    }

    @Test
    void oneThatIsWrongKeepsWhatWasKnownOfWhatRuns() {
        Condition synced = new Condition("Synced", Status.TRUE, "AllSynced", "2 of 2");
        List<Condition> unsound = TestnetConditions.unsound("spec.rewardAddresses[0] is no address", List.of(synced));
        assertThat(unsound).contains(synced);
        assertThat(unsound.get(0))
                .isEqualTo(new Condition("Ready", Status.FALSE, "Invalid", "spec.rewardAddresses[0] is no address"));
        assertThat(unsound)
                .extracting(Condition::type)
                .containsExactlyInAnyOrderElementsOf(
                        all().stream().map(Condition::type).toList());
    }

    private Condition of(String type) {
        return all().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private List<Condition> all() {
        Gathered gathered = Made.gathered(spec);
        List<NodeStand> stands = Stream.of("net-c0-b0", "net-c1-b0")
                .map(node -> stand(node, node.contains("c0") ? 0 : 1))
                .toList();
        Map<String, ProcessFacts> processes = new TreeMap<>();
        stands.forEach(stand -> processes.put(stand.node(), facts(stand.node())));
        return TestnetConditions.of(new Situation(
                gathered,
                brought,
                stands,
                processes,
                look,
                Expiry.of(gathered.testnet(), NOW),
                hibernated,
                Rollout.of(stands, 1, false),
                new HealingPlan(List.of(), Optional.empty(), List.of(), Optional.empty()),
                HardForkSchedule.of(null, List.of(), 1, NOW),
                Facts.Mining.UNKNOWN,
                NOW));
    }

    private NodeStand stand(String node, int clique) {
        return new NodeStand(
                node,
                Unit.clique(clique),
                Optional.of(node + "-0"),
                false,
                true,
                running,
                NOW.minusSeconds(3600),
                true,
                true,
                false);
    }

    private ProcessFacts facts(String node) {
        return new ProcessFacts(
                !troubles.containsKey(node), NOW.minusSeconds(3600), 0, troubles.get(node), held.get(node));
    }

    private static Symptoms behindSince(Instant since) {
        return new Symptoms(Map.of(1, new Symptom(Kind.BEHIND, since, "20 blocks behind clique 0", 20)));
    }

    private static Look seen(Symptoms symptoms, Status ready) {
        Picture picture = new Picture(
                new Watched("net", 4, Duration.ofSeconds(4), List.of(), List.of()),
                NOW,
                List.of(),
                List.of(),
                List.of());
        return new Look(
                picture,
                List.of(new Condition(Condition.READY, ready, "AsSeen", "as seen")),
                symptoms,
                Optional.empty());
    }
}
