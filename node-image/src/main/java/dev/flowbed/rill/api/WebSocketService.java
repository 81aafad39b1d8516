package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.rill.config.WebSocketSettings;
import dev.flowbed.rill.index.LoggedEvent;
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
 * The WebSocket at /ws: JSON-RPC to subscribe, and notifications of blocks, transactions and events
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

    /** Tells all who subscribed to transactions; the transaction is shown only if there are any. From any thread. */
    public void publishTransaction(Supplier<JsonNode> transaction) {
        context.runOnContext(v -> {
            List<WebSocketClient> listening = wanting(Topic.TX);
            if (!listening.isEmpty()) {
                tell(listening, notification(Topic.TX, transaction.get()));
            }
        });
    }

    /** Tells all who subscribed to blocks, then all who subscribed to contracts that reported something. From any thread. */
    public void publishBlock(NewBlock block) {
        context.runOnContext(v -> {
            List<WebSocketClient> listening = wanting(Topic.BLOCK);
            boolean contracts =
                    clients.stream().anyMatch(client -> !client.contracts().isEmpty());
            if (!listening.isEmpty() || contracts) {
                List<LoggedEvent> events = block.events();
                if (!listening.isEmpty()) {
                    tell(listening, notification(Topic.BLOCK, block.json(events)));
                }
                events.forEach(event -> tell(event, block));
            }
        });
    }

    private void tell(LoggedEvent event, NewBlock block) {
        for (WebSocketClient client : List.copyOf(clients)) {
            for (ContractSubscription wish : client.contracts()) {
                if (wish.covers(event)) {
                    client.send(notification("ContractEvent", wish, block.json(event))
                            .toString());
                }
            }
        }
    }

    private List<WebSocketClient> wanting(Topic topic) {
        return clients.stream().filter(client -> client.wants(topic)).toList();
    }

    private static void tell(List<WebSocketClient> clients, ObjectNode notification) {
        String text = notification.toString();
        clients.forEach(client -> client.send(text));
    }

    private static ObjectNode notification(Topic topic, JsonNode result) {
        return notification(topic.type(), topic, result);
    }

    private static ObjectNode notification(String type, Subscription subscription, JsonNode result) {
        ObjectNode notification =
                JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0").put("method", "subscription");
        notification
                .putObject("params")
                .put("type", type)
                .put("subscription", subscription.subscription())
                .set("result", result);
        return notification;
    }
}
