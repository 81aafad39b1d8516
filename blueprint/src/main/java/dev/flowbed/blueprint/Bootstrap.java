package dev.flowbed.blueprint;

import dev.flowbed.crds.Client;
import java.util.ArrayList;
import java.util.List;

/**
 * Which nodes a node looks for first. The lists never go round in a circle: a clique names only cliques before it, an extra
 * node only cliques. So the first clique, which names nobody, is in sync by itself, and every other one follows.
 *
 * <p>The official node counts itself in sync when, for each of its groups, at least (names + 1) / 2 brokers of that group
 * are (flow/.../InterCliqueManager.scala), and a clique has one broker per group: the list must therefore not hold more names
 * than twice the cliques that can be expected to be there.
 */
final class Bootstrap {
    private Bootstrap() {}

    static List<NodeIdentity> of(NodeIdentity node, List<NodeIdentity> all) {
        List<NodeIdentity> own = all.stream().filter(other -> !other.isExtra()).toList();
        if (!node.isExtra()) {
            // the broker of the same position holds exactly the same groups
            return own.stream()
                    .filter(other -> other.broker() == node.broker()
                            && other.clique().getAsInt() < node.clique().getAsInt())
                    .toList();
        }
        int cliques = 1
                + own.stream()
                        .mapToInt(other -> other.clique().getAsInt())
                        .max()
                        .orElse(-1);
        if (node.client() == Client.RILL) {
            // rill knows peers by this list alone: it names all brokers, so that every group is found
            return own;
        }
        int brokers = own.get(0).brokers();
        int names = Math.min(own.size(), 2 * Math.max(1, cliques - 1));
        List<NodeIdentity> chosen = new ArrayList<>();
        for (int i = 0; i < names; i++) {
            // all positions first, each from another clique; the official node finds the rest by itself
            int broker = i % brokers;
            int clique = (i / brokers + broker) % cliques;
            chosen.add(own.get(clique * brokers + broker));
        }
        return chosen;
    }
}
