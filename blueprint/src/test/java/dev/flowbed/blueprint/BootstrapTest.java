package dev.flowbed.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.crds.Client;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bootstrap lists let every network come up, whatever comes up first. */
class BootstrapTest {

    @Test
    void theFirstCliqueWaitsForNobody() {
        for (Client client : Client.values()) {
            List<NodeIdentity> nodes = network(client, 3, 2, 0);
            assertThat(Bootstrap.of(nodes.get(0), nodes)).isEmpty();
            assertThat(Bootstrap.of(nodes.get(1), nodes)).isEmpty();
        }
    }

    @Test
    void brokersLookForBrokersOfTheSameGroupsInEarlierCliques() {
        List<NodeIdentity> nodes = network(Client.ALEPHIUM, 3, 2, 0);
        assertThat(Bootstrap.of(nodes.get(5), nodes)).containsExactly(nodes.get(1), nodes.get(3));
    }

    @Test
    void noListGoesRoundInACircle() {
        List<NodeIdentity> nodes = network(Client.ALEPHIUM, 4, 2, 2);
        Set<NodeIdentity> up = new HashSet<>();
        for (int round = 0; round < nodes.size(); round++) {
            nodes.stream()
                    .filter(node -> up.containsAll(Bootstrap.of(node, nodes)))
                    .forEach(up::add);
        }
        assertThat(up).hasSameSizeAs(nodes);
    }

    @Test
    void officialExtraNodesCanGetInSync() {
        for (int cliques = 1; cliques <= 4; cliques++) {
            for (int brokers : List.of(1, 2, 4)) {
                List<NodeIdentity> nodes = network(Client.ALEPHIUM, cliques, brokers, 1);
                NodeIdentity extra = nodes.get(nodes.size() - 1);
                List<NodeIdentity> names = Bootstrap.of(extra, nodes);
                assertThat(names).isNotEmpty().doesNotHaveDuplicates();
                // one broker per clique serves a group: more can never be in sync for it
                assertThat((names.size() + 1) / 2).isLessThanOrEqualTo(cliques);
            }
        }
    }

    @Test
    void rillExtraNodesFindEveryGroup() {
        List<NodeIdentity> nodes = network(Client.RILL, 2, 4, 1);
        NodeIdentity extra = nodes.get(nodes.size() - 1);
        Set<Integer> groups = new HashSet<>();
        Bootstrap.of(extra, nodes).forEach(node -> groups.addAll(node.servedGroups()));
        assertThat(groups).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    private static List<NodeIdentity> network(Client client, int cliques, int brokers, int extras) {
        List<NodeIdentity> nodes = new ArrayList<>();
        for (int clique = 0; clique < cliques; clique++) {
            for (int broker = 0; broker < brokers; broker++) {
                nodes.add(new NodeIdentity(
                        Topology.nodeName("net", clique, broker), client, OptionalInt.of(clique), broker, brokers, 4));
            }
        }
        for (int extra = 0; extra < extras; extra++) {
            nodes.add(new NodeIdentity("extra-" + extra, client, OptionalInt.empty(), 0, 1, 4));
        }
        return nodes;
    }
}
