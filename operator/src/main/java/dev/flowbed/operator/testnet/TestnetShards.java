package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.OwnedSpecs;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.operator.kube.Child;
import dev.flowbed.operator.kube.Labels;
import dev.flowbed.operator.kube.Owners;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A Shard for each broker position that nobody applied a Shard for. */
final class TestnetShards implements TestnetChildren {

    /** The name of a Shard that a Testnet makes. */
    static String name(String testnet, int broker) {
        return testnet + "-b" + broker;
    }

    @Override
    public List<Child> of(Gathered gathered) {
        return IntStream.range(0, gathered.testnet().getSpec().shards())
                .filter(broker -> !isApplied(gathered, broker))
                .mapToObj(broker -> Child.owned(shard(gathered, broker)))
                .toList();
    }

    private static boolean isApplied(Gathered gathered, int broker) {
        return gathered.resources().shards().stream()
                .anyMatch(shard -> shard.getSpec().broker() == broker
                        && !Owners.controls(gathered.testnet(), shard)
                        && !shard.getMetadata().getName().equals(name(gathered.name(), broker)));
    }

    private static Shard shard(Gathered gathered, int broker) {
        Map<String, String> labels = Labels.ofTestnet(gathered.name());
        labels.put(Labels.BROKER, Integer.toString(broker));
        Shard shard = new Shard();
        shard.setMetadata(new ObjectMetaBuilder()
                .withName(name(gathered.name(), broker))
                .withLabels(labels)
                .build());
        shard.setSpec(new OwnedSpecs(gathered.name(), gathered.testnet().getSpec()).shard(broker));
        return shard;
    }
}
