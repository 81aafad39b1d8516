package dev.flowbed.miner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code GET /metrics}, nothing else. */
final class MetricsServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MetricsServer.class);

    private final HttpServer server;

    /**
     * Listens at once, and tells where.
     *
     * @throws IOException if the address cannot be bound
     */
    MetricsServer(InetSocketAddress address, Supplier<String> metrics) throws IOException {
        server = HttpServer.create(address, 16);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, metrics);
            }
        });
        server.start();
        log.info(
                "metrics at http://{}:{}/metrics",
                address().getHostString(),
                address().getPort());
    }

    private static void answer(HttpExchange exchange, Supplier<String> metrics) throws IOException {
        boolean found = exchange.getRequestURI().getPath().equals("/metrics");
        boolean get = exchange.getRequestMethod().equals("GET");
        String body = !found ? "not found: try /metrics\n" : !get ? "only GET\n" : metrics.get();
        exchange.getResponseHeaders()
                .set("Content-Type", found && get ? MinerMetrics.CONTENT_TYPE : "text/plain; charset=utf-8");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(!found ? 404 : !get ? 405 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** The bound address, with the port that the system chose where 0 was asked for. */
    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
