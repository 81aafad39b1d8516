package dev.flowbed.cli.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.fullnode.FullNodeStatus;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.minerpool.MinerPoolStatus;
import dev.flowbed.crds.shard.Shard;
import dev.flowbed.crds.shard.ShardStatus;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetStatus;
import dev.flowbed.status.StatusReport;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A Testnet of a cluster with all that belongs to it, at one time. */
record Snapshot(Testnet testnet, List<Shard> shards, List<FullNode> nodes, List<MinerPool> pools, List<Pod> pods) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    Snapshot {
        shards = List.copyOf(shards);
        nodes = List.copyOf(nodes);
        pools = List.copyOf(pools);
        pods = List.copyOf(pods);
    }

    /** Its status as commands show it. */
    StatusReport report(Instant now) {
        TestnetStatus status = Objects.requireNonNullElseGet(
                testnet.getStatus(), () -> MAPPER.convertValue(Map.of(), TestnetStatus.class));
        Map<String, FullNodeStatus> byNode = statuses(nodes);
        Map<String, ShardStatus> byShard = statuses(shards);
        Map<String, MinerPoolStatus> byPool = statuses(pools);
        return new StatusReport(now.toString(), status, byNode, byShard, byPool);
    }

    private static <S, T extends CustomResource<?, S>> Map<String, S> statuses(List<T> resources) {
        Map<String, S> statuses = new TreeMap<>();
        for (T resource : resources) {
            if (resource.getStatus() != null) {
                statuses.put(resource.getMetadata().getName(), resource.getStatus());
            }
        }
        return statuses;
    }

    /** Whether an operator has answered to the spec as it is now. */
    boolean isObserved() {
        Long observed = testnet.getStatus() == null ? null : testnet.getStatus().observedGeneration();
        Long generation = testnet.getMetadata().getGeneration();
        return observed != null && (generation == null || observed >= generation);
    }

    /** The resources of Flowbed in it, without the bookkeeping of server-side apply. */
    List<HasMetadata> resources() {
        List<HasMetadata> all = new ArrayList<>();
        all.add(testnet);
        all.addAll(shards);
        all.addAll(nodes);
        all.addAll(pools);
        all.forEach(resource -> resource.getMetadata().setManagedFields(null));
        return all;
    }
}
