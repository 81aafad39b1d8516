package dev.flowbed.cli.local;

import dev.flowbed.alephium.rest.CliqueClient;
import dev.flowbed.alephium.rest.NodeClient;
import dev.flowbed.alephium.rest.RestClient;
import dev.flowbed.blueprint.Blueprint;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The REST APIs of a testnet's nodes. */
public final class Network {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration REQUEST = Duration.ofSeconds(15);

    private Network() {}

    /** The brokers of one of the Testnet's own cliques. */
    public static CliqueClient clique(LocalTestnet testnet, Blueprint blueprint, int clique) throws IOException {
        Optional<String> apiKey = testnet.apiKey(testnet.resources());
        RestClient rest = new RestClient(CONNECT, REQUEST);
        List<NodeClient> brokers = blueprint.nodes().stream()
                .filter(node -> node.identity().clique().orElse(-1) == clique)
                .map(node -> rest.node(URI.create(node.addresses().rest()), apiKey))
                .toList();
        return new CliqueClient(brokers, blueprint.groups());
    }
}
