package dev.flowbed.blueprint;

import dev.flowbed.crds.Client;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.testnet.TestnetSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which processes a Testnet has: clique by clique and broker by broker, then the extra nodes, then the miners.
 *
 * @param nodes the full nodes
 * @param miners the miners
 */
public record Topology(List<NodeIdentity> nodes, List<MinerIdentity> miners) {
    public Topology {
        nodes = List.copyOf(nodes);
        miners = List.copyOf(miners);
    }

    /** The processes that the resources ask for. */
    public static Topology of(TestnetResources resources) {
        TestnetSpec spec = resources.testnet().getSpec();
        List<NodeIdentity> nodes = new ArrayList<>();
        for (int clique = 0; clique < spec.cliques(); clique++) {
            for (int broker = 0; broker < spec.shards(); broker++) {
                nodes.add(new NodeIdentity(
                        nodeName(resources.name(), clique, broker),
                        spec.client(),
                        OptionalInt.of(clique),
                        broker,
                        spec.shards(),
                        spec.groups()));
            }
        }
        for (FullNode extra : resources.fullNodes()) {
            if (extra.getSpec().position() == null) {
                Client client = extra.getSpec().client();
                nodes.add(new NodeIdentity(
                        extra.getMetadata().getName(),
                        client == null ? spec.client() : client,
                        OptionalInt.empty(),
                        0,
                        1,
                        spec.groups()));
            }
        }
        List<MinerIdentity> miners = new ArrayList<>();
        for (Pool pool : Pool.all(resources)) {
            for (int replica = 0; replica < pool.replicas(); replica++) {
                miners.add(new MinerIdentity(pool.name() + "-" + replica, pool.name(), replica));
            }
        }
        return new Topology(nodes, miners);
    }

    /** The name of a node of a Testnet's own cliques. */
    public static String nodeName(String testnet, int clique, int broker) {
        return testnet + "-c" + clique + "-b" + broker;
    }
}
