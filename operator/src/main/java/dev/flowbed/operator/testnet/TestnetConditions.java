package dev.flowbed.operator.testnet;

import static dev.flowbed.observer.Condition.Status.FALSE;
import static dev.flowbed.observer.Condition.Status.TRUE;
import static dev.flowbed.observer.Condition.Status.UNKNOWN;

import dev.flowbed.blueprint.GoDuration;
import dev.flowbed.observer.Condition;
import dev.flowbed.operator.observation.Look;
import dev.flowbed.operator.observation.Symptoms;
import dev.flowbed.operator.testnet.Expiry.Phase;
import dev.flowbed.operator.testnet.HardForkSchedule.Verdict;
import dev.flowbed.operator.testnet.Rollout.State;
import dev.flowbed.status.Facts.ProcessFacts;
import dev.flowbed.status.Facts.Trouble;
import dev.flowbed.status.LifetimePlan.End;
import dev.flowbed.status.PodTrouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The conditions of a Testnet, each from one small check, the summary from the others. Pure. */
public final class TestnetConditions {
    /** Whether the resource says what can be done. */
    public static final String ACCEPTED = "Accepted";

    /** Whether all objects that it needs could be made. */
    public static final String CHILDREN_MADE = "ChildrenMade";

    /** Whether all nodes run as they should by the spec. */
    public static final String UPDATED = "Updated";

    /** Whether all cliques keep up with one another. */
    public static final String CLIQUES_HEALTHY = "CliquesHealthy";

    /** Whether its end is near. */
    public static final String EXPIRING = "Expiring";

    /** Whether hard forks reach all nodes in time. */
    public static final String HARD_FORKS = "HardForksScheduled";

    private static final List<String> OBSERVED = List.of(
            Condition.READY,
            Condition.NODES_REACHABLE,
            Condition.CLIQUES_FORMED,
            Condition.SYNCED,
            Condition.CHAINS_ADVANCING,
            Condition.SKEW_BOUNDED,
            Condition.MINING);

    private final Situation situation;

    private TestnetConditions(Situation situation) {
        this.situation = situation;
    }

    /** All of a Testnet that can be raised, the summary first. */
    public static List<Condition> of(Situation situation) {
        return new TestnetConditions(situation).all();
    }

    /** All of a Testnet that cannot be raised as it is; what was known of what runs stays as it was. */
    public static List<Condition> unsound(String message, List<Condition> earlier) {
        List<Condition> all = new ArrayList<>();
        all.add(new Condition(Condition.READY, FALSE, "Invalid", message));
        all.add(new Condition(ACCEPTED, FALSE, "Invalid", message));
        Stream.concat(
                        OBSERVED.stream(),
                        Stream.of(CHILDREN_MADE, UPDATED, CLIQUES_HEALTHY, EXPIRING, Hibernation.CONDITION, HARD_FORKS))
                .filter(type -> !type.equals(Condition.READY))
                .map(type -> earlier.stream()
                        .filter(condition -> condition.type().equals(type))
                        .findFirst()
                        .orElseGet(
                                () -> new Condition(type, UNKNOWN, "Invalid", "the Testnet cannot be raised as it is")))
                .forEach(all::add);
        return all;
    }

    private List<Condition> all() {
        List<Condition> seen = observed();
        Condition made = childrenMade();
        List<Condition> all = new ArrayList<>();
        all.add(ready(seen.get(0), made));
        all.add(accepted());
        all.add(made);
        all.addAll(seen.subList(1, seen.size()));
        all.add(updated());
        all.add(healthy());
        all.add(expiring());
        all.add(hibernated());
        all.add(hardForks());
        return all;
    }

    private List<Condition> observed() {
        Optional<Look> look = situation.look();
        if (look.isPresent() && !situation.hibernated()) {
            return look.get().conditions();
        }
        String reason = situation.hibernated() ? Hibernation.CONDITION : "NotObserved";
        String message = situation.hibernated() ? "nothing runs" : "its nodes have not been looked at yet";
        return OBSERVED.stream()
                .map(type -> new Condition(type, UNKNOWN, reason, message))
                .toList();
    }

    private Condition ready(Condition seen, Condition made) {
        if (situation.hibernated()) {
            return new Condition(
                    Condition.READY, FALSE, Hibernation.CONDITION, hibernated().message());
        }
        if (made.status() == FALSE && !seen.isTrue()) {
            return new Condition(Condition.READY, FALSE, made.reason(), made.message());
        }
        return trouble()
                .or(() -> seen.isTrue() ? first(ProcessFacts::held) : Optional.empty())
                .map(trouble -> new Condition(Condition.READY, FALSE, trouble.reason(), trouble.message()))
                .orElse(seen);
    }

    /** The first thing that a person must see to: what passes by itself is not. */
    private Optional<Trouble> trouble() {
        return first(process ->
                process.trouble() != null && !PodTrouble.passes(process.trouble()) ? process.trouble() : null);
    }

    /** What ails the first of the nodes that something ails, and how many these are. */
    private Optional<Trouble> first(Function<ProcessFacts, @Nullable Trouble> what) {
        Map<String, Trouble> troubles = new java.util.TreeMap<>();
        situation.processes().forEach((node, process) -> {
            Trouble trouble = what.apply(process);
            if (trouble != null) {
                troubles.put(node, trouble);
            }
        });
        return troubles.entrySet().stream()
                .findFirst()
                .map(first -> new Trouble(
                        first.getValue().reason(),
                        troubles.size() + " of " + situation.stands().size() + " nodes: " + first.getKey() + ": "
                                + first.getValue().message()));
    }

    private Condition accepted() {
        String others = String.join(
                "; ",
                situation.gathered().checks().problems().keySet().stream()
                        .sorted()
                        .toList());
        return others.isEmpty()
                ? new Condition(ACCEPTED, TRUE, "Valid", "the Testnet and all that refers to it are valid")
                : new Condition(
                        ACCEPTED,
                        TRUE,
                        "OthersInvalid",
                        "what is invalid is left out; see the conditions of " + others);
    }

    private Condition childrenMade() {
        return situation.brought().isWhole()
                ? new Condition(CHILDREN_MADE, TRUE, "AllMade", "all that it needs is made")
                : new Condition(
                        CHILDREN_MADE,
                        FALSE,
                        situation.brought().taken().isEmpty() ? "Refused" : "NameTaken",
                        situation.brought().message());
    }

    private Condition updated() {
        Rollout rollout = situation.rollout();
        return new Condition(
                UPDATED,
                rollout.state() == State.CURRENT ? TRUE : FALSE,
                rollout.state().reason(),
                rollout.message());
    }

    private Condition healthy() {
        if (situation.look().isEmpty() || situation.hibernated()) {
            return new Condition(CLIQUES_HEALTHY, UNKNOWN, "NotObserved", "its nodes have not been looked at yet");
        }
        Optional<String> held = situation.healing().held();
        if (held.isPresent()) {
            return new Condition(CLIQUES_HEALTHY, FALSE, "NotHealed", held.get());
        }
        if (situation.look().get().symptoms().alike()) {
            return new Condition(
                    CLIQUES_HEALTHY, UNKNOWN, "AllAlike", "no clique keeps up, so none can be held against the others");
        }
        Map<Integer, Symptoms.Symptom> sick = situation.look().get().symptoms().byClique();
        // a clique that is being started looks like one that is silent
        Duration patience = GoDuration.parse(
                        situation.gathered().testnet().getSpec().healing().stuckAfter())
                .dividedBy(2);
        return sick.entrySet().stream()
                .filter(symptom -> !symptom.getValue().since().plus(patience).isAfter(situation.now()))
                .filter(symptom -> situation.stands().stream()
                        .filter(stand -> stand.unit().number() == symptom.getKey())
                        .allMatch(NodeStand::running))
                .findFirst()
                .map(symptom -> new Condition(
                        CLIQUES_HEALTHY,
                        FALSE,
                        symptom.getValue().kind() == Symptoms.Kind.BEHIND ? "Behind" : "NotFormed",
                        title(symptom.getKey()) + ": " + symptom.getValue().what() + ", since "
                                + symptom.getValue().since().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)))
                .orElseGet(() -> new Condition(CLIQUES_HEALTHY, TRUE, "Together", "all cliques keep up"));
    }

    private String title(int clique) {
        return situation.stands().stream()
                .filter(stand -> stand.unit().number() == clique)
                .map(stand -> stand.unit().title())
                .findFirst()
                .orElse("clique " + clique);
    }

    private Condition expiring() {
        Expiry expiry = situation.expiry();
        End end = expiry.end();
        if (end == null) {
            return new Condition(EXPIRING, FALSE, "Endless", "it has no end by itself, as things stand");
        }
        if (expiry.phase() == Phase.LIVING) {
            return new Condition(EXPIRING, FALSE, "Living", end.threat());
        }
        boolean sleeps = situation.gathered().testnet().getSpec().lifetime().onExpiry()
                == dev.flowbed.crds.testnet.Lifetime.Expiry.HIBERNATE;
        String fate = sleeps ? "is put to sleep" : "is deleted";
        return switch (expiry.phase()) {
            case ENDING ->
                new Condition(
                        EXPIRING,
                        TRUE,
                        "EndsSoon",
                        "it " + fate + " at " + end.at().truncatedTo(java.time.temporal.ChronoUnit.SECONDS) + ": "
                                + end.threat());
            default -> new Condition(EXPIRING, TRUE, "Ended", "it " + fate + ": " + end.cause());
        };
    }

    private Condition hibernated() {
        if (!situation.hibernated()) {
            return new Condition(Hibernation.CONDITION, FALSE, "Awake", "its processes run");
        }
        if (Hibernation.isAsked(situation.gathered().testnet())) {
            return new Condition(
                    Hibernation.CONDITION,
                    TRUE,
                    "Asked",
                    "its processes are stopped and its data is kept, as an annotation asks; take "
                            + dev.flowbed.crds.Annotations.HIBERNATE + " away to wake it");
        }
        End end = situation.expiry().end();
        return new Condition(
                Hibernation.CONDITION,
                TRUE,
                "LifetimeOver",
                "its processes are stopped and its data is kept"
                        + (end == null ? "" : ": " + Objects.requireNonNull(end).cause())
                        + "; change spec.lifetime, or write annotation " + dev.flowbed.crds.Annotations.WOKEN_AT
                        + " with the time, to wake it");
    }

    private Condition hardForks() {
        HardForkSchedule forks = situation.forks();
        Condition.Status status =
                forks.verdict() == Verdict.TOO_LATE ? FALSE : forks.verdict() == Verdict.ROLLING ? UNKNOWN : TRUE;
        return new Condition(HARD_FORKS, status, forks.verdict().reason(), forks.message());
    }
}
