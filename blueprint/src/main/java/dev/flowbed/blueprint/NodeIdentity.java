package dev.flowbed.blueprint;

import dev.flowbed.crds.Client;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which full node of a Testnet: known before it has any address.
 *
 * @param name unique in the Testnet's namespace
 * @param client the software that it runs
 * @param clique its clique; empty for an extra node, which is a clique of its own
 * @param broker its position in the clique
 * @param brokers how many brokers the clique has
 * @param groups how many groups the network has
 */
public record NodeIdentity(String name, Client client, OptionalInt clique, int broker, int brokers, int groups) {

    /** The groups that it serves: g with g mod brokers = broker. */
    public List<Integer> servedGroups() {
        return IntStream.range(0, groups)
                .filter(group -> group % brokers == broker)
                .boxed()
                .toList();
    }

    /** Whether it stands beside the Testnet's own cliques. */
    public boolean isExtra() {
        return clique.isEmpty();
    }
}
