package dev.flowbed.status;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.NodeWorkload;
import dev.flowbed.blueprint.OwnedResources;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.fullnode.Position;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.MinerTemplate;
import dev.flowbed.crds.testnet.Testnet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** The resources that a Testnet owns, with their status: what the operator writes into a cluster. */
public final class ChildResources {
    private final TestnetResources resources;
    private final Blueprint blueprint;
    private final StatusReport report;
    private final OwnedResources owned;

    private ChildResources(TestnetResources resources, Blueprint blueprint, StatusReport report) {
        this.resources = resources;
        this.blueprint = blueprint;
        this.report = report;
        this.owned = new OwnedResources(resources.name(), resources.testnet().getSpec());
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
                    .orElse(OwnedResources.shardName(resources.name(), position));
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
                .orElseGet(() -> inNamespace(owned.shard(named.broker())));
        shard.setStatus(report.shards().get(named.name()));
        return shard;
    }

    private FullNode node(NodeWorkload workload) {
        FullNode node = resources.fullNodes().stream()
                .filter(applied -> applied.getMetadata().getName().equals(workload.name()))
                .findFirst()
                .orElseGet(() -> inNamespace(owned.node(new Position(
                        workload.identity().clique().orElse(0),
                        workload.identity().broker()))));
        node.setStatus(report.nodes().get(workload.name()));
        return node;
    }

    private MinerPool pool(MinerTemplate template) {
        MinerPool pool = inNamespace(owned.pool(template));
        pool.setStatus(report.pools().get(pool.getMetadata().getName()));
        return pool;
    }

    private <T extends HasMetadata> T inNamespace(T resource) {
        resource.getMetadata().setNamespace(resources.testnet().getMetadata().getNamespace());
        return resource;
    }
}
