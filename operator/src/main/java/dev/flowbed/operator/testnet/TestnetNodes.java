package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.OwnedResources;
import dev.flowbed.crds.fullnode.Position;
import dev.flowbed.operator.kube.Child;
import java.util.ArrayList;
import java.util.List;

/** A FullNode for each broker of each clique. */
final class TestnetNodes implements TestnetChildren {

    @Override
    public List<Child> of(Gathered gathered) {
        var spec = gathered.testnet().getSpec();
        OwnedResources owned = new OwnedResources(gathered.name(), spec);
        List<Child> nodes = new ArrayList<>();
        for (int clique = 0; clique < spec.cliques(); clique++) {
            for (int broker = 0; broker < spec.shards(); broker++) {
                nodes.add(Child.owned(owned.node(new Position(clique, broker))));
            }
        }
        return nodes;
    }
}
