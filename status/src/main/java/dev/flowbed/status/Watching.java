package dev.flowbed.status;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.GoDuration;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.observer.Watched;
import dev.flowbed.observer.WatchedMiner;
import dev.flowbed.observer.WatchedNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What the observer has to look at for a testnet. */
public final class Watching {
    private Watching() {}

    /** Extra nodes count as further cliques of one broker, after the Testnet's own. */
    public static Watched of(TestnetResources resources, Blueprint blueprint, Optional<String> apiKey) {
        int cliques = resources.testnet().getSpec().cliques();
        List<NodeWorkload> extras = blueprint.nodes().stream()
                .filter(node -> node.identity().isExtra())
                .toList();
        List<WatchedNode> nodes = blueprint.nodes().stream()
                .map(node -> new WatchedNode(
                        node.name(),
                        node.identity().clique().orElseGet(() -> cliques + extras.indexOf(node)),
                        node.identity().broker(),
                        node.identity().brokers(),
                        URI.create(node.addresses().rest()),
                        apiKey))
                .toList();
        List<WatchedMiner> miners = blueprint.miners().stream()
                .map(miner -> new WatchedMiner(miner.name(), URI.create(miner.metrics())))
                .toList();
        return new Watched(
                resources.name(),
                blueprint.groups(),
                GoDuration.parse(resources.testnet().getSpec().consensus().blockTargetTime()),
                nodes,
                miners);
    }
}
