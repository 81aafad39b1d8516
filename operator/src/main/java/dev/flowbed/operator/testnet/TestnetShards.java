package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.OwnedResources;
import dev.flowbed.operator.kube.Child;
import dev.flowbed.operator.kube.Owners;
import java.util.List;
import java.util.stream.IntStream;

/** A Shard for each broker position that nobody applied a Shard for. */
final class TestnetShards implements TestnetChildren {

    @Override
    public List<Child> of(Gathered gathered) {
        var spec = gathered.testnet().getSpec();
        OwnedResources owned = new OwnedResources(gathered.name(), spec);
        return IntStream.range(0, spec.shards())
                .filter(broker -> !isApplied(gathered, broker))
                .mapToObj(broker -> Child.owned(owned.shard(broker)))
                .toList();
    }

    private static boolean isApplied(Gathered gathered, int broker) {
        String own = OwnedResources.shardName(gathered.name(), broker);
        return gathered.resources().shards().stream()
                .anyMatch(shard -> shard.getSpec().broker() == broker
                        && !Owners.controls(gathered.testnet(), shard)
                        && !shard.getMetadata().getName().equals(own));
    }
}
