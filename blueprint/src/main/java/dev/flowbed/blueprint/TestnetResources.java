package dev.flowbed.blueprint;

import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.testnet.Testnet;
import java.util.List;

/**
 * One Testnet with all that was applied beside it and refers to it. All have been validated and carry their defaults.
 *
 * @param shards explicit ones; they win over the Testnet's shardTemplates
 * @param fullNodes extra nodes, and settings of single nodes of the Testnet's own cliques
 * @param minerPools beside those written inside the Testnet
 */
public record TestnetResources(
        Testnet testnet, List<Shard> shards, List<FullNode> fullNodes, List<MinerPool> minerPools) {

    public TestnetResources {
        shards = List.copyOf(shards);
        fullNodes = List.copyOf(fullNodes);
        minerPools = List.copyOf(minerPools);
    }

    /** A Testnet alone. */
    public static TestnetResources of(Testnet testnet) {
        return new TestnetResources(testnet, List.of(), List.of(), List.of());
    }

    /** The Testnet's name. */
    public String name() {
        return testnet.getMetadata().getName();
    }
}
