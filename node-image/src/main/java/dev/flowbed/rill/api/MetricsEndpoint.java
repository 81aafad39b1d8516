package dev.flowbed.rill.api;

import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.mempool.MemPools;
import java.util.List;
import java.util.Map;

/** {@code /metrics}: the official names, in the format that was asked for and with its Content-Type. */
final class MetricsEndpoint {
    private final ChainMetrics chains;
    private final MemPools pools;
    private final Broker broker;
    private final NetworkView network;
    private final NodeBuild build;

    MetricsEndpoint(ChainMetrics chains, MemPools pools, Broker broker, NetworkView network, NodeBuild build) {
        this.chains = chains;
        this.pools = pools;
        this.broker = broker;
        this.network = network;
        this.build = build;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/metrics")
                .summary("Metrics for Prometheus, as text or OpenMetrics by the Accept header")
                .open()
                .by(request -> metrics(request.accept())));
    }

    private Reply metrics(String accept) {
        MetricText text = new MetricText(accept);
        text.family("alephium_build_info", MetricText.Type.GAUGE, "Build of this node")
                .sample(1, "release_version", build.release(), "commit_id", build.commit());
        chains.write(text);
        MetricText.Family waiting = text.family(
                "alephium_mempool_shared_pool_transactions_total",
                MetricText.Type.UNKNOWN,
                "Transactions that wait for a block");
        broker.ownChains()
                .forEach(chain -> waiting.sample(
                        pools.count(chain),
                        "group_index",
                        Integer.toString(chain.from()),
                        "chain_index",
                        Integer.toString(chain.to())));
        text.family("alephium_peers_total", MetricText.Type.UNKNOWN, "Connected brokers of other cliques")
                .sample(network.peers().size());
        text.family("alephium_discovered_broker_size", MetricText.Type.GAUGE, "Known brokers of other cliques")
                .sample(network.neighbors().size());
        traffic(text, "alephium_upload_bytes", "Bytes sent to peers", network.uploadedBytes());
        traffic(text, "alephium_download_bytes", "Bytes received from peers", network.downloadedBytes());
        ProcessMetrics.write(text);
        return new Reply.Text(text.contentType(), text.end());
    }

    private static void traffic(MetricText text, String name, String help, Map<String, Long> byAddress) {
        MetricText.Family family = text.family(name, MetricText.Type.COUNTER, help);
        byAddress.forEach((address, count) -> family.sample(count, "remote_address", address));
    }
}
