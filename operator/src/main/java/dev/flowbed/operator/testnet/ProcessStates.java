package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.status.Facts.ProcessFacts;
import dev.flowbed.status.Facts.Trouble;
import dev.flowbed.status.PodTrouble;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How the processes of a Testnet's nodes are, with the cluster's own words for what ails them.
 *
 * @param world what the cluster holds
 * @param nodes the resources of the nodes
 * @param hibernated whether all are stopped on purpose
 * @param warnings Events of the cluster about an object, which may be known by its name alone, newest last; asked for only about
 *     what is late or has no volume
 */
record ProcessStates(
        World world,
        List<FullNode> nodes,
        boolean hibernated,
        Function<HasMetadata, List<Event>> warnings,
        Instant now) {
    /** A condition of FullNodes: what it says against a node is the reason that there is no pod. */
    private static final String VOLUME_FITS = "VolumeFits";

    private static final Duration LATE = Duration.ofSeconds(8);

    Map<String, ProcessFacts> of(Blueprint blueprint) {
        Map<String, ProcessFacts> states = new TreeMap<>();
        blueprint.nodes().forEach(node -> states.put(node.name(), of(node.name())));
        return states;
    }

    private ProcessFacts of(String node) {
        Optional<Pod> pod = Optional.ofNullable(world.nodePods().get(node));
        if (pod.isEmpty()) {
            return new ProcessFacts(false, Instant.EPOCH, 0, absent(node));
        }
        Optional<Instant> since = world.livePod(node).flatMap(World::runningSince);
        Trouble trouble = PodTrouble.of(pod.get(), since.isPresent() ? List.of() : warningsIfLate(pod.get()))
                .map(found -> found.ofClaim(claimWarnings(found, pod.get(), node)))
                .map(PodTrouble::trouble)
                .orElse(null);
        Trouble held = since.filter(start -> trouble == null)
                .flatMap(start -> PodTrouble.held(
                        pod.get(), start.plus(LATE).isAfter(now) ? List.of() : warnings.apply(pod.get())))
                .orElse(null);
        return new ProcessFacts(
                since.isPresent(), since.orElse(Instant.EPOCH), World.restarts(pod.get()), trouble, held);
    }

    private List<Event> claimWarnings(PodTrouble found, Pod pod, String node) {
        return found.trouble().reason().equals(PodTrouble.VOLUME)
                ? warnings.apply(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName(node)
                        .withNamespace(pod.getMetadata().getNamespace())
                        .endMetadata()
                        .build())
                : List.of();
    }

    private Trouble absent(String node) {
        if (hibernated) {
            return new Trouble(Hibernation.CONDITION, "asleep; its data is kept");
        }
        if (World.isInMaintenance(nodes, node)) {
            return new Trouble("Maintenance", "stopped for maintenance; its data is kept");
        }
        Optional<Condition> unfit = nodes.stream()
                .filter(resource -> resource.getMetadata().getName().equals(node) && resource.getStatus() != null)
                .flatMap(resource -> resource.getStatus().conditions().stream())
                .filter(condition ->
                        condition.type().equals(VOLUME_FITS) && condition.status() == ConditionStatus.FALSE)
                .findFirst();
        if (unfit.isPresent()) {
            return new Trouble(unfit.get().reason(), unfit.get().message());
        }
        StatefulSet set = world.sets().get(node);
        return PodTrouble.absent(set == null ? List.of() : warningsIfLate(set));
    }

    private List<Event> warningsIfLate(HasMetadata object) {
        Instant made = Instant.parse(object.getMetadata().getCreationTimestamp());
        return made.plus(LATE).isAfter(now) ? List.of() : warnings.apply(object);
    }
}
