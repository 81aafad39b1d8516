package dev.flowbed.status;

import dev.flowbed.crds.Condition;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.fullnode.FullNodeStatus;
import dev.flowbed.crds.minerpool.MinerPoolStatus;
import dev.flowbed.crds.shard.ShardStatus;
import dev.flowbed.crds.testnet.TestnetStatus;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Status of one Testnet and of all that belongs to it.
 *
 * @param observedAt when, in ISO 8601
 * @param testnet of the Testnet
 * @param nodes of each FullNode, by name
 * @param shards of each Shard, by name
 * @param pools of each MinerPool, by name
 */
public record StatusReport(
        String observedAt,
        TestnetStatus testnet,
        Map<String, FullNodeStatus> nodes,
        Map<String, ShardStatus> shards,
        Map<String, MinerPoolStatus> pools) {

    /** Whether another report says the same of another time. */
    public boolean sameAs(@Nullable StatusReport other) {
        return other != null
                && testnet.equals(other.testnet)
                && nodes.equals(other.nodes)
                && shards.equals(other.shards)
                && pools.equals(other.pools);
    }

    /** A condition of the Testnet. */
    public Optional<Condition> condition(String type) {
        return testnet.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    /** Whether the Testnet is Ready. */
    public boolean isReady() {
        return condition("Ready")
                .filter(ready -> ready.status() == ConditionStatus.TRUE)
                .isPresent();
    }
}
