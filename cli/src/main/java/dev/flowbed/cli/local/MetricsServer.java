package dev.flowbed.cli.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flowbed.alephium.rest.RestClient;
import dev.flowbed.alephium.rest.RestException;
import dev.flowbed.observer.MetricsRelay;
import dev.flowbed.observer.Picture;
import dev.flowbed.observer.PlatformMetrics;
import dev.flowbed.observer.ScrapeConfiguration;
import dev.flowbed.observer.WatchedNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The platform's metrics at {@code /metrics}, and those of each node relayed. On loopback only. */
final class MetricsServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpServer server;
    private final Supplier<String> page;
    private final Supplier<Optional<Picture>> picture;
    private @Nullable MetricsRelay relay;

    /**
     * Serves at once.
     *
     * @param page the platform's metrics
     * @param picture what the observer saw last
     */
    MetricsServer(int port, Supplier<String> page, Supplier<Optional<Picture>> picture) throws IOException {
        this.page = page;
        this.picture = picture;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 16);
        server.setExecutor(Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "metrics");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/metrics", this::platform);
        server.createContext("/nodes/", this::node);
        server.start();
    }

    private void platform(HttpExchange exchange) throws IOException {
        answer(exchange, 200, PlatformMetrics.CONTENT_TYPE, page.get());
    }

    private void node(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Optional<WatchedNode> node = picture.get()
                .flatMap(seen -> seen.watched().nodes().stream()
                        .filter(candidate ->
                                ScrapeConfiguration.relayPath(candidate).equals(path))
                        .findFirst());
        if (node.isEmpty()) {
            answer(exchange, 404, "text/plain", "there is no such node\n");
            return;
        }
        try {
            MetricsRelay.Page page = RestClient.await(relay().fetch(node.get()));
            answer(exchange, 200, page.contentType(), page.body());
        } catch (RestException e) {
            answer(exchange, 502, "text/plain", e.getMessage() + "\n");
        }
    }

    /** Made when it is first needed: a client that nobody asks for is work at each start. */
    private synchronized MetricsRelay relay() {
        if (relay == null) {
            relay = new MetricsRelay(PATIENCE);
        }
        return relay;
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
