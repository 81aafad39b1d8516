package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.OwnedSpecs;
import dev.flowbed.blueprint.Topology;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.fullnode.Position;
import dev.flowbed.operator.kube.Child;
import dev.flowbed.operator.kube.Labels;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A FullNode for each broker of each clique. It says only where it belongs: all else in it is for people to set. */
final class TestnetNodes implements TestnetChildren {

    @Override
    public List<Child> of(Gathered gathered) {
        var spec = gathered.testnet().getSpec();
        OwnedSpecs specs = new OwnedSpecs(gathered.name(), spec);
        List<Child> nodes = new ArrayList<>();
        for (int clique = 0; clique < spec.cliques(); clique++) {
            for (int broker = 0; broker < spec.shards(); broker++) {
                nodes.add(Child.owned(node(specs, gathered.name(), clique, broker)));
            }
        }
        return nodes;
    }

    private static FullNode node(OwnedSpecs specs, String testnet, int clique, int broker) {
        String name = Topology.nodeName(testnet, clique, broker);
        Map<String, String> labels = Labels.ofTestnet(testnet);
        labels.put(Labels.CLIQUE, Integer.toString(clique));
        labels.put(Labels.BROKER, Integer.toString(broker));
        FullNode node = new FullNode();
        node.setMetadata(
                new ObjectMetaBuilder().withName(name).withLabels(labels).build());
        node.setSpec(specs.node(new Position(clique, broker)));
        return node;
    }
}
