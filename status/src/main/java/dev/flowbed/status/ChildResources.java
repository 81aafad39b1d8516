package dev.flowbed.status;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.blueprint.OwnedSpecs;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.fullnode.Position;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.MinerTemplate;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;

/** The resources that a Testnet owns, with their status: what the operator writes into a cluster. */
public final class ChildResources {
    private final TestnetResources resources;
    private final Blueprint blueprint;
    private final StatusReport report;
    private final OwnedSpecs specs;

    private ChildResources(TestnetResources resources, Blueprint blueprint, StatusReport report) {
        this.resources = resources;
        this.blueprint = blueprint;
        this.report = report;
        this.specs = new OwnedSpecs(resources.name(), resources.testnet().getSpec());
    }

    record NamedShard(String name, int broker) {}

    /** The Testnet with all Shards, FullNodes and MinerPools that it owns or that were applied beside it. */
    public static List<HasMetadata> withStatus(TestnetResources resources, Blueprint blueprint, StatusReport report) {
        return new ChildResources(resources, blueprint, report).all();
    }

    /** Names of the Shards: applied ones have their own, the rest are named after the Testnet. */
    static List<NamedShard> shards(TestnetResources resources) {
        List<NamedShard> shards = new ArrayList<>();
        for (int broker = 0; broker < resources.testnet().getSpec().shards(); broker++) {
            int position = broker;
            String name = resources.shards().stream()
                    .filter(shard -> shard.getSpec().broker() == position)
                    .map(shard -> shard.getMetadata().getName())
                    .findFirst()
                    .orElse(resources.name() + "-s" + position);
            shards.add(new NamedShard(name, position));
        }
        return shards;
    }

    private List<HasMetadata> all() {
        List<HasMetadata> all = new ArrayList<>();
        Testnet testnet = resources.testnet();
        testnet.setStatus(report.testnet());
        all.add(testnet);
        shards(resources).forEach(shard -> all.add(shard(shard)));
        blueprint.nodes().forEach(node -> all.add(node(node)));
        resources.testnet().getSpec().miners().forEach(pool -> all.add(pool(pool)));
        resources.minerPools().forEach(pool -> {
            pool.setStatus(report.pools().get(pool.getMetadata().getName()));
            all.add(pool);
        });
        return all;
    }

    private Shard shard(NamedShard named) {
        Shard shard = resources.shards().stream()
                .filter(applied -> applied.getMetadata().getName().equals(named.name()))
                .findFirst()
                .orElseGet(() -> {
                    Shard made = named(new Shard(), named.name());
                    made.setSpec(specs.shard(named.broker()));
                    return made;
                });
        shard.setStatus(report.shards().get(named.name()));
        return shard;
    }

    private FullNode node(NodeWorkload workload) {
        FullNode node = resources.fullNodes().stream()
                .filter(applied -> applied.getMetadata().getName().equals(workload.name()))
                .findFirst()
                .orElseGet(() -> {
                    FullNode made = named(new FullNode(), workload.name());
                    made.setSpec(specs.node(new Position(
                            workload.identity().clique().orElse(0),
                            workload.identity().broker())));
                    return made;
                });
        node.setStatus(report.nodes().get(workload.name()));
        return node;
    }

    private MinerPool pool(MinerTemplate template) {
        MinerPool pool = named(new MinerPool(), resources.name() + "-" + template.name());
        pool.setSpec(specs.pool(template));
        pool.setStatus(report.pools().get(pool.getMetadata().getName()));
        return pool;
    }

    private <T extends HasMetadata> T named(T resource, String name) {
        resource.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(resources.testnet().getMetadata().getNamespace())
                .addToLabels("flowbed.dev/testnet", resources.name())
                .build());
        return resource;
    }
}
