package dev.flowbed.operator.metrics;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.crds.ConditionStatus;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.observer.ChainView;
import dev.flowbed.observer.MinerView;
import dev.flowbed.observer.NodeView;
import dev.flowbed.observer.Picture;
import dev.flowbed.observer.Tip;
import dev.flowbed.observer.Totals;
import dev.flowbed.observer.Watched;
import dev.flowbed.observer.WatchedMiner;
import dev.flowbed.observer.WatchedNode;
import dev.flowbed.operator.mining.Mined;
import dev.flowbed.status.mining.Account;
import dev.flowbed.status.mining.PoolDecision;
import dev.flowbed.status.mining.Schedule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A testnet of which everything is known, so that every metric there is has a sample. */
public final class SampleFleet {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private SampleFleet() {}

    /** One testnet in each of two namespaces, both of one name. */
    public static Fleet twoNamespaces() {
        return new Fleet(
                List.of(testnet("dev"), testnet("prod")),
                List.of(node("dev"), node("prod")),
                List.of(pool("dev"), pool("prod")),
                Map.of("dev/q", picture(), "prod/q", picture()),
                Map.of("dev/q-cpu", mined(), "prod/q-cpu", mined()));
    }

    /** After one of them went. */
    public static Fleet oneNamespace() {
        return new Fleet(
                List.of(testnet("prod")),
                List.of(node("prod")),
                List.of(pool("prod")),
                Map.of("prod/q", picture()),
                Map.of("prod/q-cpu", mined()));
    }

    private static Mined mined() {
        return new Mined(
                new PoolDecision(
                        2,
                        3,
                        OptionalDouble.of(1600),
                        1500,
                        Schedule.State.ALWAYS,
                        OptionalDouble.of(17.5),
                        List.of(new PoolDecision.Verdict(
                                PoolDecision.SIZED, ConditionStatus.TRUE, "Reached", "wanted 1.60 kH/s")),
                        Optional.empty()),
                new Account(NOW, NOW, 12.25, 6, 24.5, Map.of()));
    }

    private static Testnet testnet(String namespace) {
        return Serialization.unmarshal("""
                apiVersion: flowbed.dev/v1alpha1
                kind: Testnet
                metadata: {name: q, namespace: %s, creationTimestamp: "2026-01-01T11:00:00Z"}
                spec: {client: rill}
                status:
                  expiresAt: "2026-01-01T13:00:00Z"
                  conditions:
                  - {type: Ready, status: "True", reason: Ready, message: m, lastTransitionTime: "2026-01-01T11:30:00Z"}
                """.formatted(namespace), Testnet.class);
    }

    private static FullNode node(String namespace) {
        return Serialization.unmarshal("""
                apiVersion: flowbed.dev/v1alpha1
                kind: FullNode
                metadata: {name: q-c0-b0, namespace: %s}
                spec: {testnetRef: {name: q}, position: {clique: 0, broker: 0}}
                status: {restarts: 2}
                """.formatted(namespace), FullNode.class);
    }

    private static MinerPool pool(String namespace) {
        return Serialization.unmarshal("""
                apiVersion: flowbed.dev/v1alpha1
                kind: MinerPool
                metadata: {name: q-cpu, namespace: %s}
                spec: {testnetRef: {name: q}, replicas: 2, maxHashrate: 1.5k}
                status: {readyReplicas: 1}
                """.formatted(namespace), MinerPool.class);
    }

    private static Picture picture() {
        WatchedNode node = new WatchedNode("q-c0-b0", 0, 0, 1, URI.create("http://q-c0-b0:22973"), Optional.empty());
        List<WatchedMiner> miners = List.of(
                new WatchedMiner("q-cpu-0", URI.create("http://q-cpu:9400/metrics")),
                new WatchedMiner("q-cpu-1", URI.create("http://q-cpu:9400/metrics")));
        Watched watched = new Watched("q", 2, Duration.ofSeconds(2), List.of(node), miners);
        List<ChainView> chains = new ArrayList<>();
        for (ChainIndex chain : ChainIndex.all(2)) {
            Target target = Target.ofLeastZeros(10);
            chains.add(new ChainView(
                    chain,
                    0,
                    node.name(),
                    7,
                    Optional.of(new Tip(BlockHash.ZERO, NOW.minusSeconds(3), target, 1)),
                    NOW,
                    Optional.of(NOW),
                    Optional.of(Duration.ofMillis(2100)),
                    Optional.of(target.hashRate(2000, 2)),
                    new Totals(3, 1, new BigInteger("2000000000000000"), new BigInteger("1000000000000000000"))));
        }
        return new Picture(
                watched,
                NOW,
                List.of(new NodeView(node, true, true, true, 3, 2, Optional.of("v4.6.0"), Optional.empty())),
                chains,
                List.of(
                        new MinerView(miners.get(0), true, 900, 10, 1, Optional.of(0.2), Optional.empty()),
                        new MinerView(miners.get(1), true, 600, 5, 0, Optional.of(0.2), Optional.empty())));
    }
}
