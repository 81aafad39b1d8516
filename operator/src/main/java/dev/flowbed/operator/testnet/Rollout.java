package dev.flowbed.operator.testnet;

import dev.flowbed.operator.testnet.NodeStand.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a change reaches the pods: clique by clique, the extra nodes after them. It is decided from how the world stands and from
 * nothing that an operator would have to remember.
 *
 * @param deletions the pods to delete now: their StatefulSets make them anew
 * @param state whether all runs as it should be
 * @param message how far it is
 */
public record Rollout(List<String> deletions, State state, String message) {
    public Rollout {
        deletions = List.copyOf(deletions);
    }

    /** How far the change is. */
    public enum State {
        CURRENT("AllCurrent"),
        ROLLING("Rolling"),
        WAITING("WaitingForSync"),
        PAUSED("Paused");

        private final String reason;

        State(String reason) {
            this.reason = reason;
        }

        /** The word for conditions. */
        public String reason() {
            return reason;
        }
    }

    /** All nodes of a unit. */
    private record Members(Unit unit, List<NodeStand> nodes) {
        boolean isOutdated() {
            return nodes.stream().anyMatch(NodeStand::outdated);
        }

        boolean isDown() {
            return !nodes.stream().allMatch(NodeStand::serving);
        }

        /** Down by itself, and not only without peers because others are down. */
        boolean isBroken() {
            return !nodes.stream().allMatch(NodeStand::up);
        }

        /** A broker whose StatefulSet does not know the change yet would have to be restarted again. */
        boolean isSettled() {
            return nodes.stream().allMatch(NodeStand::settled);
        }

        /** Down, and not because somebody wants it so: it will come up by itself. */
        boolean isOnItsWay() {
            return isDown() && nodes.stream().noneMatch(NodeStand::stopped);
        }

        List<String> pods() {
            return nodes.stream().flatMap(node -> node.pod().stream()).toList();
        }
    }

    /**
     * What may be restarted now.
     *
     * @param maxUnavailable how many cliques may be down at a time, those that are down for other reasons counted
     * @param paused whether everything is to be left as it is
     */
    public static Rollout of(List<NodeStand> world, int maxUnavailable, boolean paused) {
        List<Members> cliques = members(world, false);
        List<Members> extras = members(world, true);
        List<Members> outdated = new ArrayList<>();
        cliques.stream().filter(Members::isOutdated).forEach(outdated::add);
        extras.stream().filter(Members::isOutdated).forEach(outdated::add);
        int units = cliques.size() + extras.size();
        if (outdated.isEmpty()) {
            return new Rollout(List.of(), State.CURRENT, "all nodes run as they should be");
        }
        String progress = (units - outdated.size()) + " of " + units + " updated";
        if (paused) {
            return new Rollout(
                    List.of(), State.PAUSED, progress + "; the rest waits until the Testnet is no longer paused");
        }
        List<Members> chosen = chosenCliques(cliques, maxUnavailable);
        if (cliques.stream().noneMatch(Members::isOutdated)) {
            chosen = cliques.stream().anyMatch(Members::isOnItsWay) ? List.of() : chosenExtra(extras);
        }
        if (!chosen.isEmpty()) {
            return new Rollout(
                    chosen.stream().flatMap(members -> members.pods().stream()).toList(),
                    State.ROLLING,
                    progress + "; restarting " + titles(chosen));
        }
        List<Members> down =
                new ArrayList<>(cliques.stream().filter(Members::isDown).toList());
        if (down.isEmpty()) {
            extras.stream().filter(Members::isOnItsWay).forEach(down::add);
        }
        return new Rollout(
                List.of(),
                State.WAITING,
                progress + "; waiting for "
                        + (down.isEmpty() ? "the settings of " + titles(outdated) : titles(down) + " to be in sync"));
    }

    private static List<Members> chosenCliques(List<Members> cliques, int maxUnavailable) {
        List<Members> candidates = cliques.stream()
                .filter(members -> members.isOutdated() && members.isSettled())
                .toList();
        // what is down already costs nothing
        List<Members> chosen =
                new ArrayList<>(candidates.stream().filter(Members::isBroken).toList());
        List<Members> behind = candidates.stream()
                .filter(members -> members.isDown() && !members.isBroken())
                .toList();
        // what is merely not in sync waits for the others that are coming up: it may need only them
        boolean others = cliques.stream().anyMatch(members -> members.isDown() && !behind.contains(members));
        List<Members> next = new ArrayList<>(others ? List.of() : behind);
        candidates.stream().filter(members -> !members.isDown()).forEach(next::add);
        long down = cliques.stream().filter(Members::isDown).count() - (others ? 0 : behind.size());
        next.stream().limit(Math.max(0, maxUnavailable - down)).forEach(chosen::add);
        return chosen;
    }

    private static List<Members> chosenExtra(List<Members> extras) {
        List<Members> ready = extras.stream()
                .filter(members -> members.isOutdated() && members.isSettled())
                .toList();
        List<Members> down = ready.stream().filter(Members::isDown).toList();
        if (!down.isEmpty()) {
            return down;
        }
        boolean busy = extras.stream().anyMatch(members -> members.isOnItsWay() && !members.isOutdated());
        return busy ? List.of() : ready.stream().limit(1).toList();
    }

    private static List<Members> members(List<NodeStand> world, boolean extra) {
        Map<Integer, List<NodeStand>> byNumber = world.stream()
                .filter(node -> node.unit().extra() == extra)
                .collect(Collectors.groupingBy(node -> node.unit().number(), TreeMap::new, Collectors.toList()));
        return byNumber.values().stream()
                .map(nodes -> new Members(nodes.get(0).unit(), nodes))
                .toList();
    }

    private static String titles(List<Members> all) {
        return all.stream().map(members -> members.unit().title()).collect(Collectors.joining(", "));
    }
}
