package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.rill.config.WebSocketSettings;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebSocket at /ws: JSON-RPC to subscribe, and notifications of new blocks and transactions
 * (ws/.../WsSubscriptionHandler.scala). Needs a Vert.x of one event loop, which all clients belong to.
 */
public final class WebSocketService {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketService.class);

    private final Context context;
    private final WebSocketSettings settings;
    private final Set<WebSocketClient> clients = new LinkedHashSet<>();

    /** A service that serves nobody yet. */
    public WebSocketService(Vertx vertx, WebSocketSettings settings) {
        this.context = vertx.getOrCreateContext();
        this.settings = settings;
        long pause = settings.pingFrequency().toMillis();
        if (pause > 0) {
            vertx.setPeriodic(pause, id -> List.copyOf(clients).forEach(WebSocketClient::ping));
        }
    }

    void configure(HttpServerOptions options) {
        options.setMaxWebSocketFrameSize(settings.maxFrameSize()).setMaxWebSocketMessageSize(settings.maxMessageSize());
    }

    /** Lets a client in that asked for an upgrade, or refuses. */
    void accept(HttpServerRequest request, boolean atPath, ApiKeys keys) {
        if (!atPath) {
            refuse(request, 400, "Bad Request");
        } else if (!keys.allows(request.getHeader(ApiKeys.HEADER))) {
            refuse(request, 401, "Unauthorized");
        } else if (clients.size() >= settings.maxConnections()) {
            LOG.warn("WebSocket connections reached the limit of {}", settings.maxConnections());
            refuse(request, 503, "Service Unavailable");
        } else {
            request.toWebSocket().onSuccess(this::connect).onFailure(error -> refuse(request, 400, "Bad Request"));
        }
    }

    private static void refuse(HttpServerRequest request, int status, String text) {
        if (!request.response().ended()) {
            request.response().setStatusCode(status).end(text);
        }
    }

    private void connect(ServerWebSocket socket) {
        WebSocketClient client = new WebSocketClient(socket, settings);
        clients.add(client);
        socket.closeHandler(v -> clients.remove(client));
    }

    /** Tells all who subscribed; the result is made only if there are any. From any thread. */
    public void publish(Topic topic, Supplier<JsonNode> result) {
        context.runOnContext(v -> {
            List<WebSocketClient> listening =
                    clients.stream().filter(client -> client.wants(topic)).toList();
            if (!listening.isEmpty()) {
                String text = notification(topic, result.get()).toString();
                listening.forEach(client -> client.send(text));
            }
        });
    }

    private static ObjectNode notification(Topic topic, JsonNode result) {
        ObjectNode notification =
                JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0").put("method", "subscription");
        notification
                .putObject("params")
                .put("type", topic.type())
                .put("subscription", topic.subscription())
                .set("result", result);
        return notification;
    }
}
