package dev.flowbed.blueprint;

import dev.flowbed.crds.TestnetRef;
import dev.flowbed.crds.fullnode.FullNodeSpec;
import dev.flowbed.crds.fullnode.Position;
import dev.flowbed.crds.minerpool.MinerPoolSpec;
import dev.flowbed.crds.shard.ShardSpec;
import dev.flowbed.crds.testnet.MinerTemplate;
import dev.flowbed.crds.testnet.ShardTemplate;
import dev.flowbed.crds.testnet.TestnetSpec;
import java.util.List;
import java.util.Optional;

/** The specs of the resources that a Testnet makes, the same in each runtime. */
public final class OwnedSpecs {
    private final TestnetRef reference;
    private final TestnetSpec spec;

    /** What a Testnet of this name makes. */
    public OwnedSpecs(String testnet, TestnetSpec spec) {
        this.reference = new TestnetRef(testnet);
        this.spec = spec;
    }

    /** The Shard of one broker position, as its template says. */
    public ShardSpec shard(int broker) {
        Optional<ShardTemplate> template = spec.shardTemplates().stream()
                .filter(candidate -> candidate.broker() == broker)
                .findFirst();
        return new ShardSpec(
                reference,
                broker,
                template.map(ShardTemplate::resources).orElse(null),
                template.map(ShardTemplate::storage).orElse(null),
                template.map(ShardTemplate::scheduling).orElse(null));
    }

    /** The FullNode at one position. It says only where it belongs: all else in it is for people to set. */
    public FullNodeSpec node(Position position) {
        return new FullNodeSpec(reference, position, null, null, null, null, null, null, null, List.of(), false);
    }

    /** The MinerPool of one template. */
    public MinerPoolSpec pool(MinerTemplate template) {
        return new MinerPoolSpec(
                reference,
                template.replicas(),
                template.cpu(),
                template.maxHashrate(),
                template.image(),
                template.resources(),
                template.scheduling());
    }
}
