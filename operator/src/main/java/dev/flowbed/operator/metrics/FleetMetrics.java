package dev.flowbed.operator.metrics;

import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetStatus;
import dev.flowbed.observer.MetricText;
import dev.flowbed.observer.MetricText.Labels;
import dev.flowbed.observer.PlatformMetrics;
import dev.flowbed.operator.mining.Mined;
import dev.flowbed.status.mining.PoolMetrics;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The metrics of all testnets as one page: what is seen of them, under the names that one machine has too ({@link PlatformMetrics}), and
 * what their resources say. A testnet that goes takes its samples with it, since nothing is remembered between two pages.
 */
public final class FleetMetrics {
    private final MetricText text = new MetricText();
    private final Fleet fleet;

    private FleetMetrics(Fleet fleet) {
        this.fleet = fleet;
    }

    /** The page. */
    public static String text(Fleet fleet) {
        FleetMetrics metrics = new FleetMetrics(fleet);
        metrics.text.gauge(
                "flowbed_testnets",
                "How many Testnets there are.",
                Labels.NONE,
                fleet.testnets().size());
        fleet.testnets().forEach(metrics::addTestnet);
        fleet.nodes().forEach(metrics::addNode);
        fleet.pools().forEach(metrics::addPool);
        new TreeMap<>(fleet.pictures())
                .forEach((id, picture) ->
                        PlatformMetrics.add(metrics.text, Labels.of("namespace", namespace(id)), picture));
        return metrics.text.toString();
    }

    private static String namespace(String id) {
        return id.substring(0, id.indexOf('/'));
    }

    private void addTestnet(Testnet testnet) {
        Labels labels = labels(testnet, testnet.getMetadata().getName());
        text.gauge(
                "flowbed_testnet_info",
                "What runs the testnet.",
                labels.and("client", testnet.getSpec().client()),
                1);
        text.gauge(
                "flowbed_testnet_created_timestamp_seconds",
                "When the Testnet was made.",
                labels,
                Instant.parse(testnet.getMetadata().getCreationTimestamp()).getEpochSecond());
        text.gauge(
                "flowbed_testnet_paused",
                "1 while it is left as it is.",
                labels,
                testnet.getSpec().paused() ? 1 : 0);
        TestnetStatus status = testnet.getStatus();
        if (status == null) {
            return;
        }
        if (status.expiresAt() != null) {
            text.gauge(
                    "flowbed_testnet_expires_timestamp_seconds",
                    "When its lifetime ends as things stand.",
                    labels,
                    Instant.parse(status.expiresAt()).getEpochSecond());
        }
        text.gauge(
                "flowbed_testnet_healings",
                "Restarts that healing made in the last hour.",
                labels,
                status.healings().size());
        status.conditions()
                .forEach(condition -> text.gauge(
                        "flowbed_testnet_status_condition",
                        "A condition of the Testnet's status: 1 True, 0 False, -1 Unknown.",
                        labels.and("type", condition.type()),
                        switch (condition.status()) {
                            case TRUE -> 1;
                            case FALSE -> 0;
                            case UNKNOWN -> -1;
                        }));
    }

    private void addNode(FullNode node) {
        Labels labels = labels(node, node.getSpec().testnetRef().name())
                .and("node", node.getMetadata().getName());
        text.gauge(
                "flowbed_node_maintenance",
                "1 while its process is kept stopped.",
                labels,
                node.getSpec().maintenance() ? 1 : 0);
        if (node.getStatus() != null && node.getStatus().restarts() != null) {
            text.counter(
                    "flowbed_node_restarts_total",
                    "How often its process was started again.",
                    labels,
                    node.getStatus().restarts());
        }
    }

    private void addPool(MinerPool pool) {
        String testnet = pool.getSpec().testnetRef().name();
        String id = pool.getMetadata().getNamespace() + "/" + pool.getMetadata().getName();
        Mined mined = fleet.mined().get(id);
        PoolMetrics.add(
                text,
                labels(pool, testnet),
                new PoolMetrics.Subject(
                        pool,
                        pool.getStatus() == null ? 0 : pool.getStatus().readyReplicas(),
                        Optional.ofNullable(mined).map(Mined::decision),
                        Optional.ofNullable(mined).map(Mined::account),
                        Optional.ofNullable(
                                fleet.pictures().get(pool.getMetadata().getNamespace() + "/" + testnet))));
    }

    private static Labels labels(HasMetadata resource, String testnet) {
        return Labels.of("namespace", resource.getMetadata().getNamespace()).and("testnet", testnet);
    }
}
