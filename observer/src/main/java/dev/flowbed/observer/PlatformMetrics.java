package dev.flowbed.observer;

import dev.flowbed.observer.MetricText.Labels;
import java.time.Duration;
import java.util.Locale;

/**
 * What the observer knows, as metrics in Prometheus text form (version 0.0.4). Labels are bounded: testnets, their nodes, cliques,
 * chains and miners, nothing else. Miners show their own metrics; those are not repeated here.
 */
public final class PlatformMetrics {
    /** The Content-Type of the text. */
    public static final String CONTENT_TYPE = MetricText.CONTENT_TYPE;

    private static final double ATTO = 1e18;

    private final MetricText text;
    private final Labels common;

    private PlatformMetrics(MetricText text, Labels common) {
        this.text = text;
        this.common = common;
    }

    /**
     * Adds the metrics of one testnet to a page.
     *
     * @param common labels of all samples, before those of each: where testnets of one name may be in several namespaces, the namespace
     */
    public static void add(MetricText text, Labels common, Picture picture) {
        PlatformMetrics metrics = new PlatformMetrics(text, common);
        metrics.addTestnet(picture);
        metrics.addNodes(picture);
        metrics.addChains(picture);
        metrics.addMiners(picture);
    }

    private void addTestnet(Picture picture) {
        Labels testnet = common.and("testnet", picture.watched().testnet());
        text.gauge(
                "flowbed_testnet_observed_timestamp_seconds",
                "When the testnet was last read.",
                testnet,
                picture.takenAt().toEpochMilli() / 1000.0);
        for (Condition condition : Conditions.of(picture).values()) {
            for (Condition.Status status : Condition.Status.values()) {
                text.gauge(
                        "flowbed_testnet_condition",
                        "1 for the status that a condition of the testnet has, 0 for the others.",
                        testnet.and("type", condition.type())
                                .and("status", status.toString().toLowerCase(Locale.ROOT)),
                        condition.status() == status ? 1 : 0);
            }
        }
        text.gauge(
                "flowbed_testnet_clique_skew_blocks",
                "How many blocks cliques differ by on any one chain.",
                testnet,
                picture.cliqueSkew());
        for (int clique : picture.cliques()) {
            text.gauge(
                    "flowbed_testnet_chain_skew_blocks",
                    "How many blocks the lowest chain of a clique is behind its highest.",
                    testnet.and("clique", clique),
                    picture.chainSkew(clique));
        }
        text.counter(
                "flowbed_testnet_transactions_total",
                "Transactions beside coinbases seen in blocks since the observer started.",
                testnet,
                (double) picture.transactions());
        Totals totals = picture.totals();
        text.counter(
                "flowbed_testnet_uncles_total",
                "Uncles that blocks named since the observer started.",
                testnet,
                totals.uncles());
        text.counter(
                "flowbed_testnet_fees_burned_alph_total",
                "Gas fees burned in blocks since the observer started.",
                testnet,
                totals.feesBurned().doubleValue() / ATTO);
        text.counter(
                "flowbed_testnet_minted_alph_total",
                "What coinbases paid out since the observer started; less the fees burned, how the supply grew.",
                testnet,
                totals.minted().doubleValue() / ATTO);
        text.gauge(
                "flowbed_testnet_mined_hash_rate_hertz",
                "Hashes a second of all miners of the testnet.",
                testnet,
                picture.minedHashRate());
    }

    private void addNodes(Picture picture) {
        for (NodeView view : picture.nodes()) {
            Labels node = nodeLabels(picture, view.node());
            text.gauge("flowbed_node_up", "1 when the node answers.", node, view.reachable() ? 1 : 0);
            text.gauge(
                    "flowbed_node_clique_formed", "1 when its clique has formed.", node, view.cliqueFormed() ? 1 : 0);
            text.gauge("flowbed_node_synced", "1 when it says that it is synced.", node, view.synced() ? 1 : 0);
            text.gauge("flowbed_node_peers", "Connections to brokers of other cliques.", node, view.peers());
            text.gauge(
                    "flowbed_node_ready", "1 when it serves: it answers and is synced.", node, view.isReady() ? 1 : 0);
            text.gauge(
                    "flowbed_node_synced_peers",
                    "Connections to brokers of other cliques that are synced.",
                    node,
                    view.syncedPeers());
            view.version()
                    .ifPresent(version ->
                            text.gauge("flowbed_node_info", "The release it runs.", node.and("version", version), 1));
        }
    }

    private Labels nodeLabels(Picture picture, WatchedNode node) {
        return common.and("testnet", picture.watched().testnet())
                .and("node", node.name())
                .and("clique", node.clique())
                .and("broker", node.broker());
    }

    private void addChains(Picture picture) {
        for (ChainView view : picture.chains()) {
            if (!view.isKnown()) {
                continue;
            }
            Labels chain = common.and("testnet", picture.watched().testnet())
                    .and("clique", view.clique())
                    .and("chain_from", view.chain().from())
                    .and("chain_to", view.chain().to());
            text.gauge("flowbed_chain_height", "The height of the chain's newest block.", chain, view.height());
            picture.tipAge(view)
                    .ifPresent(age -> text.gauge(
                            "flowbed_chain_tip_age_seconds", "How old the newest block is.", chain, seconds(age)));
            view.blockInterval()
                    .ifPresent(interval -> text.gauge(
                            "flowbed_chain_block_interval_seconds",
                            "The time between blocks, measured.",
                            chain,
                            seconds(interval)));
            view.tip()
                    .ifPresent(tip -> text.gauge(
                            "flowbed_chain_difficulty",
                            "The difficulty of the newest block: hashes it takes, on the average, for any chain.",
                            chain,
                            tip.target().difficulty().doubleValue()));
            view.hashRate()
                    .ifPresent(rate -> text.gauge(
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
            Labels miner = common.and("testnet", picture.watched().testnet())
                    .and("miner", view.miner().name());
            text.gauge("flowbed_testnet_miner_up", "1 when the miner answers.", miner, view.reachable() ? 1 : 0);
        }
    }
}
