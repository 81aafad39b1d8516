package dev.flowbed.observer;

import dev.flowbed.alephium.rest.RestClient;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Passes a node's {@code /metrics} on with the Content-Type that fits. The official node sends OpenMetrics but calls it plain text,
 * which Prometheus then cannot read; and it refuses to be asked for either by name.
 */
public final class MetricsRelay {
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final String OPEN_METRICS_END = "# EOF";

    private final RestClient rest;

    /** Bounds the time for one page; the official node's takes half a second when it has been up for a while. */
    public MetricsRelay(Duration timeout) {
        this.rest = new RestClient(timeout, timeout);
    }

    /** A page of metrics and what it is. */
    public record Page(String contentType, String body) {}

    /** Fetches a node's page; fails with {@link dev.flowbed.alephium.rest.RestException}. */
    public CompletableFuture<Page> fetch(WatchedNode node) {
        return fetch(node.rest());
    }

    /** Fetches the page of the node whose REST API is at a URI. */
    public CompletableFuture<Page> fetch(URI nodeRest) {
        String base = nodeRest.toString();
        URI metrics = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/metrics");
        return rest.text(metrics).thenApply(MetricsRelay::page);
    }

    /** OpenMetrics is told by its last line. */
    static Page page(String body) {
        boolean openMetrics = body.stripTrailing().endsWith(OPEN_METRICS_END);
        return new Page(openMetrics ? OPEN_METRICS : PlatformMetrics.CONTENT_TYPE, body);
    }
}
