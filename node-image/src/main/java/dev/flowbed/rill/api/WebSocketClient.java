package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.rill.config.WebSocketSettings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of the WebSocket: its subscriptions, its rate and its pulse. Belongs to the event loop. */
final class WebSocketClient {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketClient.class);
    private static final int MAX_MISSED_PONGS = 2;
    private static final long RATE_WINDOW_MILLIS = 1000;

    private final ServerWebSocket socket;
    private final WebSocketSettings settings;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private int missedPongs;
    private long windowStart;
    private int requestsInWindow;

    WebSocketClient(ServerWebSocket socket, WebSocketSettings settings) {
        this.socket = socket;
        this.settings = settings;
        socket.setWriteQueueMaxSize(settings.maxWriteQueueSize());
        socket.pongHandler(pong -> missedPongs = 0);
        socket.textMessageHandler(this::receive);
    }

    private void receive(String message) {
        long now = System.currentTimeMillis();
        if (now - windowStart >= RATE_WINDOW_MILLIS) {
            windowStart = now;
            requestsInWindow = 0;
        }
        if (++requestsInWindow > settings.maxRequestsPerSecond()) {
            cut("more than " + settings.maxRequestsPerSecond() + " requests in a second");
            return;
        }
        RpcRequest request = RpcRequest.parse(message, settings.maxContractEventAddresses());
        send(answer(request).toString());
    }

    private ObjectNode answer(RpcRequest request) {
        if (request.wish() instanceof RpcRequest.Wish.Subscribe subscribe) {
            return subscribe(request, subscribe.to());
        } else if (request.wish() instanceof RpcRequest.Wish.Unsubscribe unsubscribe) {
            boolean had = subscriptions.remove(unsubscribe.subscription()) != null;
            return had
                    ? JsonNodeFactory.instance
                            .objectNode()
                            .put("result", true)
                            .put("id", request.id().orElseThrow())
                            .put("jsonrpc", "2.0")
                    : RpcError.alreadyUnsubscribed(unsubscribe.subscription()).response(request.id());
        }
        return ((RpcRequest.Wish.Wrong) request.wish()).error().response(request.id());
    }

    private ObjectNode subscribe(RpcRequest request, Subscription to) {
        String id = to.subscription();
        if (subscriptions.containsKey(id)) {
            return RpcError.alreadySubscribed(id).response(request.id());
        } else if (subscriptions.size() >= settings.maxSubscriptionsPerConnection()) {
            return RpcError.tooManySubscriptions(settings.maxSubscriptionsPerConnection())
                    .response(request.id());
        }
        subscriptions.put(id, to);
        return JsonNodeFactory.instance
                .objectNode()
                .put("result", id)
                .put("id", request.id().orElseThrow())
                .put("jsonrpc", "2.0");
    }

    /** Whether this client wants to be told. */
    boolean wants(Topic topic) {
        return subscriptions.containsKey(topic.subscription());
    }

    /** The events of contracts that this client wants to be told of: first the wishes for one kind, then those for all. */
    List<ContractSubscription> contracts() {
        List<ContractSubscription> wishes = new ArrayList<>();
        for (Subscription subscription : subscriptions.values()) {
            if (subscription instanceof ContractSubscription contracts) {
                wishes.add(contracts);
            }
        }
        wishes.sort(Comparator.comparing(wish -> wish.eventIndex().isEmpty()));
        return wishes;
    }

    /** Sends a text; a client that does not keep up is cut off. */
    void send(String text) {
        if (socket.isClosed()) {
            return;
        }
        if (socket.writeQueueFull()) {
            cut("it does not read what it subscribed to");
        } else {
            socket.writeTextMessage(text).onFailure(error -> cut(String.valueOf(error.getMessage())));
        }
    }

    /** Asks for a sign of life; cuts off who owes two. */
    void ping() {
        if (socket.isClosed()) {
            return;
        }
        if (missedPongs >= MAX_MISSED_PONGS) {
            cut("no answer to " + missedPongs + " pings");
        } else {
            missedPongs++;
            socket.writePing(Buffer.buffer("ping"));
        }
    }

    private void cut(String why) {
        LOG.debug("A WebSocket client is cut off: {}", why);
        if (!socket.isClosed()) {
            socket.close();
        }
    }
}
