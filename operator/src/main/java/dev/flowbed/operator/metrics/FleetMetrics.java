package dev.flowbed.operator.metrics;

import dev.flowbed.alephium.amount.HashRate;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.crds.minerpool.MinerPool;
import dev.flowbed.crds.testnet.Testnet;
import dev.flowbed.crds.testnet.TestnetStatus;
import dev.flowbed.observer.MetricText;
import dev.flowbed.observer.MetricText.Labels;
import dev.flowbed.observer.MinerView;
import dev.flowbed.observer.Picture;
import dev.flowbed.observer.PlatformMetrics;
import dev.flowbed.operator.mining.Mined;
import dev.flowbed.status.mining.PoolDecision;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

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
        String name = pool.getMetadata().getName();
        Labels labels = labels(pool, testnet).and("pool", name);
        Mined mined = fleet.mined().get(pool.getMetadata().getNamespace() + "/" + name);
        int replicas =
                mined == null ? pool.getSpec().replicas() : mined.decision().miners();
        text.gauge("flowbed_pool_miners_wanted", "Miners that the pool should have.", labels, replicas);
        text.gauge(
                "flowbed_pool_miners_ready",
                "Miners that have work.",
                labels,
                pool.getStatus() == null ? 0 : pool.getStatus().readyReplicas());
        if (mined != null) {
            addMined(labels, mined);
        }
        String bound = pool.getSpec().maxHashrate();
        if (bound != null) {
            text.gauge(
                    "flowbed_pool_wanted_hash_rate_hertz",
                    "The most hashes a second that the pool's miners may try together; absent without a bound.",
                    labels,
                    HashRate.parse(bound).hertz() * replicas);
        }
        Picture picture = fleet.pictures().get(pool.getMetadata().getNamespace() + "/" + testnet);
        if (picture == null) {
            return;
        }
        Pattern member = Pattern.compile(Pattern.quote(name) + "(-[0-9]+)?");
        List<MinerView> views = picture.miners().stream()
                .filter(view -> member.matcher(view.miner().name()).matches())
                .toList();
        text.gauge(
                "flowbed_pool_hash_rate_hertz",
                "Hashes a second that the pool's miners try together.",
                labels,
                views.stream().mapToDouble(MinerView::hashRate).sum());
        text.counter(
                "flowbed_pool_blocks_accepted_total",
                "Blocks that nodes took from the pool's miners since these started.",
                labels,
                views.stream().mapToLong(MinerView::accepted).sum());
        text.counter(
                "flowbed_pool_blocks_rejected_total",
                "Blocks that nodes refused from the pool's miners since these started.",
                labels,
                views.stream().mapToLong(MinerView::rejected).sum());
    }

    private void addMined(Labels labels, Mined mined) {
        PoolDecision decision = mined.decision();
        if (decision.wantedHertz().isPresent()) {
            text.gauge(
                    "flowbed_pool_target_hash_rate_hertz",
                    "Hashes a second that are wanted of a pool by its target, its share or the block time; absent for one of"
                            + " fixed size.",
                    labels,
                    decision.wantedHertz().getAsDouble());
        }
        text.gauge(
                "flowbed_pool_miners_sized",
                "Miners that the pool would have without windows and budgets.",
                labels,
                decision.sized());
        text.gauge(
                "flowbed_pool_window_open",
                "1 while its windows let it mine, 0 while they do not.",
                labels,
                decision.window().open() ? 1 : 0);
        if (decision.left().isPresent()) {
            text.gauge(
                    "flowbed_pool_budget_left_pod_hours",
                    "Hours of running miners that the tightest of its budgets leaves; absent without one.",
                    labels,
                    decision.left().getAsDouble());
        }
        decision.verdicts()
                .forEach(verdict -> text.gauge(
                        "flowbed_pool_status_condition",
                        "A condition of how much the pool mines: 1 True, 0 False, -1 Unknown.",
                        labels.and("type", verdict.type()),
                        switch (verdict.status()) {
                            case TRUE -> 1;
                            case FALSE -> 0;
                            case UNKNOWN -> -1;
                        }));
        text.counter(
                "flowbed_pool_pod_hours_total",
                "Hours of running miners.",
                labels,
                mined.account().podHours());
        text.counter(
                "flowbed_pool_gpu_hours_total",
                "Hours of GPUs that its miners had.",
                labels,
                mined.account().gpuHours());
        text.counter(
                "flowbed_pool_cpu_hours_total",
                "Hours of CPU cores that its miners asked for.",
                labels,
                mined.account().cpuHours());
    }

    private static Labels labels(HasMetadata resource, String testnet) {
        return Labels.of("namespace", resource.getMetadata().getNamespace()).and("testnet", testnet);
    }
}
