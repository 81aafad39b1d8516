package dev.flowbed.blueprint;

import dev.flowbed.crds.TestnetRef;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.fullnode.FullNodeSpec;
import dev.flowbed.crds.fullnode.Position;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.minerpool.MinerPoolSpec;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.shard.ShardSpec;
import dev.flowbed.crds.testnet.MinerTemplate;
import dev.flowbed.crds.testnet.ShardTemplate;
import dev.flowbed.crds.testnet.TestnetSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resources that a Testnet makes, with their names and labels, the same in each runtime; without namespace and status. */
public final class OwnedResources {
    private final String testnet;
    private final TestnetSpec spec;
    private final TestnetRef reference;

    /** What a Testnet of this name makes. */
    public OwnedResources(String testnet, TestnetSpec spec) {
        this.testnet = testnet;
        this.spec = spec;
        this.reference = new TestnetRef(testnet);
    }

    /** The name of the Shard at a broker position. */
    public static String shardName(String testnet, int broker) {
        return testnet + "-b" + broker;
    }

    /** The Shard of one broker position, as its template says. */
    public Shard shard(int broker) {
        Optional<ShardTemplate> template = spec.shardTemplates().stream()
                .filter(candidate -> candidate.broker() == broker)
                .findFirst();
        Shard shard = new Shard();
        shard.setMetadata(new ObjectMetaBuilder()
                .withName(shardName(testnet, broker))
                .withLabels(labels(Map.of(Labels.BROKER, Integer.toString(broker))))
                .build());
        shard.setSpec(new ShardSpec(
                reference,
                broker,
                template.map(ShardTemplate::resources).orElse(null),
                template.map(ShardTemplate::storage).orElse(null),
                template.map(ShardTemplate::scheduling).orElse(null)));
        return shard;
    }

    /** The FullNode at one position. It says only where it belongs: all else in it is for people to set. */
    public FullNode node(Position position) {
        FullNode node = new FullNode();
        node.setMetadata(new ObjectMetaBuilder()
                .withName(Topology.nodeName(testnet, position.clique(), position.broker()))
                .withLabels(labels(Map.of(
                        Labels.CLIQUE, Integer.toString(position.clique()),
                        Labels.BROKER, Integer.toString(position.broker()))))
                .build());
        node.setSpec(new FullNodeSpec(reference, position, null, null, null, null, null, null, null, List.of(), false));
        return node;
    }

    /** The MinerPool of one template. */
    public MinerPool pool(MinerTemplate template) {
        MinerPool pool = new MinerPool();
        pool.setMetadata(new ObjectMetaBuilder()
                .withName(Pool.poolName(testnet, template.name()))
                .withLabels(Labels.ofTestnet(testnet))
                .build());
        pool.setSpec(new MinerPoolSpec(
                reference,
                template.replicas(),
                template.cpu(),
                template.gpu(),
                template.maxHashrate(),
                template.image(),
                template.miner(),
                template.hashrate(),
                template.scavenge(),
                template.windows(),
                template.budget(),
                template.resources(),
                template.scheduling()));
        return pool;
    }

    private Map<String, String> labels(Map<String, String> own) {
        Map<String, String> labels = Labels.ofTestnet(testnet);
        labels.putAll(own);
        return labels;
    }
}
