package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.GoDuration;
import dev.flowbed.crds.testnet.Healing;
import dev.flowbed.crds.testnet.HealingStatus;
import dev.flowbed.operator.observation.Symptoms;
import dev.flowbed.operator.observation.Symptoms.Symptom;
import dev.flowbed.operator.testnet.NodeStand.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is done about cliques that run and do not keep up: restarted, one at a time, so often an hour at most.
 *
 * @param deletions the pods to delete now
 * @param done the restart that this is; empty when nothing is done
 * @param remembered the restarts of the last hour, this one included, oldest first
 * @param held why nothing is done though something is stuck; empty otherwise
 */
public record HealingPlan(
        List<String> deletions, Optional<HealingStatus> done, List<HealingStatus> remembered, Optional<String> held) {
    private static final Duration HOUR = Duration.ofHours(1);

    public HealingPlan {
        deletions = List.copyOf(deletions);
        remembered = List.copyOf(remembered);
    }

    /**
     * What is asked of healing.
     *
     * @param maxUnavailable how many cliques may be down at a time
     * @param paused whether everything is to be left as it is
     */
    public record Rules(Healing healing, int maxUnavailable, boolean paused) {}

    private record Stuck(Unit unit, List<NodeStand> nodes, Symptom symptom) {}

    /**
     * What is done now.
     *
     * @param earlier the restarts that are remembered
     */
    public static HealingPlan of(
            List<NodeStand> world, Symptoms symptoms, List<HealingStatus> earlier, Rules rules, Instant now) {
        List<HealingStatus> lastHour = earlier.stream()
                .filter(one -> Instant.parse(one.time()).plus(HOUR).isAfter(now))
                .toList();
        HealingPlan nothing = new HealingPlan(List.of(), Optional.empty(), lastHour, Optional.empty());
        if (!rules.healing().enabled() || rules.paused()) {
            return nothing;
        }
        Duration patience = GoDuration.parse(rules.healing().stuckAfter());
        Map<Unit, List<NodeStand>> units = world.stream().collect(Collectors.groupingBy(NodeStand::unit));
        Optional<Stuck> found = units.entrySet().stream()
                .flatMap(unit -> Optional.ofNullable(
                        symptoms.byClique().get(unit.getKey().number()))
                        .map(symptom -> new Stuck(unit.getKey(), unit.getValue(), symptom))
                        .stream())
                .filter(HealingPlan::isCurable)
                .filter(stuck -> !since(stuck).plus(patience).isAfter(now))
                .min(Comparator.comparing(HealingPlan::since));
        if (found.isEmpty()) {
            return nothing;
        }
        Stuck stuck = found.get();
        String what = stuck.unit().title() + ": " + stuck.symptom().what();
        if (lastHour.size() >= rules.healing().maxRestartsPerHour()) {
            return new HealingPlan(
                    List.of(),
                    Optional.empty(),
                    lastHour,
                    Optional.of(what + "; it is not restarted, for " + lastHour.size()
                            + " restarts were made in the last hour and spec.healing.maxRestartsPerHour is "
                            + rules.healing().maxRestartsPerHour()));
        }
        long othersDown = units.entrySet().stream()
                .filter(unit ->
                        !unit.getKey().equals(stuck.unit()) && !unit.getKey().extra())
                .filter(unit -> !unit.getValue().stream().allMatch(NodeStand::serving))
                .count();
        boolean takesAway = !stuck.unit().extra() && stuck.nodes().stream().allMatch(NodeStand::serving);
        if (takesAway && othersDown >= rules.maxUnavailable()) {
            return new HealingPlan(
                    List.of(),
                    Optional.empty(),
                    lastHour,
                    Optional.of(what + "; it is not restarted while " + othersDown + " other cliques are down"));
        }
        HealingStatus done = new HealingStatus(
                stuck.unit().title(),
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                stuck.symptom().what() + " for "
                        + Duration.between(since(stuck), now).toSeconds() + " s");
        List<HealingStatus> remembered = new ArrayList<>(lastHour);
        remembered.add(done);
        return new HealingPlan(
                stuck.nodes().stream().flatMap(node -> node.pod().stream()).toList(),
                Optional.of(done),
                remembered,
                Optional.empty());
    }

    /** What waits for its image or for room is not helped by a restart, and what is about to be renewed needs none. */
    private static boolean isCurable(Stuck stuck) {
        return stuck.nodes().stream().allMatch(node -> node.pod().isPresent() && node.running());
    }

    /** A clique that was just restarted is given its time again. */
    private static Instant since(Stuck stuck) {
        Instant started = stuck.nodes().stream()
                .map(NodeStand::since)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        Instant seen = stuck.symptom().since();
        return started.isAfter(seen) ? started : seen;
    }
}
