package dev.flowbed.observer;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the observer knows, as metrics in Prometheus text form (version 0.0.4). Labels are bounded: testnets, their nodes, cliques,
 * chains and miners, nothing else. Miners show their own metrics; those are not repeated here.
 */
public final class PlatformMetrics {
    /** The Content-Type of the text. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Map<String, StringBuilder> families = new LinkedHashMap<>();

    private PlatformMetrics() {}

    /** The metrics of some testnets, each by its newest picture. */
    public static String text(Collection<Picture> pictures) {
        PlatformMetrics metrics = new PlatformMetrics();
        for (Picture picture : pictures) {
            metrics.addTestnet(picture);
            metrics.addNodes(picture);
            metrics.addChains(picture);
            metrics.addMiners(picture);
        }
        return String.join("", metrics.families.values());
    }

    private void addTestnet(Picture picture) {
        Labels testnet = Labels.of("testnet", picture.watched().testnet());
        gauge(
                "flowbed_testnet_observed_timestamp_seconds",
                "When the testnet was last read.",
                testnet,
                picture.takenAt().toEpochMilli() / 1000.0);
        for (Condition condition : Conditions.of(picture).values()) {
            for (Condition.Status status : Condition.Status.values()) {
                gauge(
                        "flowbed_testnet_condition",
                        "1 for the status that a condition of the testnet has, 0 for the others.",
                        testnet.and("type", condition.type())
                                .and("status", status.toString().toLowerCase(Locale.ROOT)),
                        condition.status() == status ? 1 : 0);
            }
        }
        gauge(
                "flowbed_testnet_clique_skew_blocks",
                "How many blocks cliques differ by on any one chain.",
                testnet,
                picture.cliqueSkew());
        for (int clique : picture.cliques()) {
            gauge(
                    "flowbed_testnet_chain_skew_blocks",
                    "How many blocks the lowest chain of a clique is behind its highest.",
                    testnet.and("clique", clique),
                    picture.chainSkew(clique));
        }
        counter(
                "flowbed_testnet_transactions_total",
                "Transactions beside coinbases seen in blocks since the observer started.",
                testnet,
                (double) picture.transactions());
        gauge(
                "flowbed_testnet_mined_hash_rate_hertz",
                "Hashes a second of all miners of the testnet.",
                testnet,
                picture.minedHashRate());
    }

    private void addNodes(Picture picture) {
        for (NodeView view : picture.nodes()) {
            Labels node = nodeLabels(picture, view.node());
            gauge("flowbed_node_up", "1 when the node answers.", node, view.reachable() ? 1 : 0);
            gauge("flowbed_node_clique_formed", "1 when its clique has formed.", node, view.cliqueFormed() ? 1 : 0);
            gauge("flowbed_node_synced", "1 when it says that it is synced.", node, view.synced() ? 1 : 0);
            gauge("flowbed_node_peers", "Connections to brokers of other cliques.", node, view.peers());
            view.version()
                    .ifPresent(version ->
                            gauge("flowbed_node_info", "The release it runs.", node.and("version", version), 1));
        }
    }

    private static Labels nodeLabels(Picture picture, WatchedNode node) {
        return Labels.of("testnet", picture.watched().testnet())
                .and("node", node.name())
                .and("clique", node.clique())
                .and("broker", node.broker());
    }

    private void addChains(Picture picture) {
        for (ChainView view : picture.chains()) {
            if (!view.isKnown()) {
                continue;
            }
            Labels chain = Labels.of("testnet", picture.watched().testnet())
                    .and("clique", view.clique())
                    .and("chain_from", view.chain().from())
                    .and("chain_to", view.chain().to());
            gauge("flowbed_chain_height", "The height of the chain's newest block.", chain, view.height());
            picture.tipAge(view)
                    .ifPresent(age -> gauge(
                            "flowbed_chain_tip_age_seconds", "How old the newest block is.", chain, seconds(age)));
            view.blockInterval()
                    .ifPresent(interval -> gauge(
                            "flowbed_chain_block_interval_seconds",
                            "The time between blocks, measured.",
                            chain,
                            seconds(interval)));
            view.hashRate()
                    .ifPresent(rate -> gauge(
                            "flowbed_chain_target_hash_rate_hertz",
                            "Hashes a second over all chains that the newest block's target stands for.",
                            chain,
                            rate.doubleValue()));
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private void addMiners(Picture picture) {
        for (MinerView view : picture.miners()) {
            Labels miner = Labels.of("testnet", picture.watched().testnet())
                    .and("miner", view.miner().name());
            gauge("flowbed_testnet_miner_up", "1 when the miner answers.", miner, view.reachable() ? 1 : 0);
        }
    }

    private void gauge(String name, String help, Labels labels, double value) {
        sample(name, "gauge", help, labels, value);
    }

    private void counter(String name, String help, Labels labels, double value) {
        sample(name, "counter", help, labels, value);
    }

    private void sample(String name, String type, String help, Labels labels, double value) {
        families.computeIfAbsent(
                        name,
                        key -> new StringBuilder()
                                .append("# HELP ")
                                .append(name)
                                .append(' ')
                                .append(help)
                                .append("\n# TYPE ")
                                .append(name)
                                .append(' ')
                                .append(type)
                                .append('\n'))
                .append(name)
                .append(labels.text())
                .append(' ')
                .append(number(value))
                .append('\n');
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Labels in the order they were given. */
    private record Labels(String inner) {
        static Labels of(String name, String value) {
            return new Labels(name + "=\"" + escape(value) + "\"");
        }

        Labels and(String name, Object value) {
            return new Labels(inner + "," + name + "=\"" + escape(value.toString()) + "\"");
        }

        private static String escape(String value) {
            return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        }

        String text() {
            return "{" + inner + "}";
        }
    }
}
