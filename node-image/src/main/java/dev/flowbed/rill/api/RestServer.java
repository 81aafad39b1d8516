package dev.flowbed.rill.api;

import dev.flowbed.rill.config.ApiSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of a node: finds the endpoint, checks the API key, lets the endpoint answer and writes what it says. Statuses and
 * headers are the official node's (app/.../RestServer.scala), with one difference: no Accept header makes an answer 406.
 */
public final class RestServer {
    private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
    private static final int WORKERS = 4;
    private static final int PATIENCE_SECONDS = 60;
    private static final String NOT_FOUND = "<html><body><h1>Resource not found</h1></body></html>";

    private final ApiKeys keys;
    private final Routes routes;
    private final CliqueForwarder forwarder;
    private final Optional<WebSocketService> webSockets;
    private final int groups;
    private final HttpServer server;
    private final WorkerExecutor workers;

    /**
     * A server that does not listen yet.
     *
     * @param groups of the network
     * @param endpoints all that is served
     * @param forwarder asks other brokers of the clique
     * @param webSockets what serves /ws, if anything does
     */
    public RestServer(
            Vertx vertx,
            ApiSettings settings,
            int groups,
            List<Endpoint> endpoints,
            CliqueForwarder forwarder,
            Optional<WebSocketService> webSockets) {
        this.keys = new ApiKeys(settings.apiKeys());
        this.routes = new Routes(endpoints);
        this.forwarder = forwarder;
        this.webSockets = webSockets;
        this.groups = groups;
        this.workers = vertx.createSharedWorkerExecutor("rest", WORKERS, PATIENCE_SECONDS, TimeUnit.SECONDS);
        HttpServerOptions options =
                new HttpServerOptions().setPort(settings.port()).setHost(settings.networkInterface());
        webSockets.ifPresent(service -> service.configure(options));
        this.server = vertx.createHttpServer(options).requestHandler(this::handle);
    }

    /** Starts to listen; gives the port. */
    public Future<Integer> listen() {
        return server.listen().map(HttpServer::actualPort);
    }

    /** Stops listening and cuts clients off. */
    public Future<Void> close() {
        return server.close().transform(closed -> workers.close());
    }

    private void handle(HttpServerRequest request) {
        List<String> path = segments(request.path());
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade")) && webSockets.isPresent()) {
            webSockets.get().accept(request, path.equals(List.of("ws")), keys);
            return;
        }
        if (Cors.answers(request)) {
            return;
        }
        Optional<Routes.Match> match = routes.find(request.method().name(), path);
        if (match.isEmpty()) {
            refuse(request.response(), request.method().name(), routes.methods(path));
            return;
        }
        RequestBody.read(request)
                .compose(body -> answer(request, match.get(), body))
                .onFailure(error -> fail(request.response(), error));
    }

    private Future<Void> answer(HttpServerRequest request, Routes.Match match, Buffer body) {
        Endpoint endpoint = match.endpoint();
        if (!endpoint.open()) {
            keys.check(request.getHeader(ApiKeys.HEADER));
        }
        ApiRequest asked = new ApiRequest(
                match.path(),
                query(endpoint, request.query()),
                Optional.ofNullable(request.getHeader("Accept")).orElse(""),
                body.getBytes(),
                groups);
        return endpoint.handler()
                .handle(asked, work -> workers.executeBlocking(work, false))
                .compose(reply -> write(request, reply, body));
    }

    private Future<Void> write(HttpServerRequest request, Reply reply, Buffer body) {
        HttpServerResponse response = request.response();
        if (reply instanceof Reply.Json json) {
            return response.putHeader("Content-Type", "application/json")
                    .end(Buffer.buffer(JsonText.bytes(json.value())));
        } else if (reply instanceof Reply.Text text) {
            return response.putHeader("Content-Type", text.contentType()).end(text.body());
        } else if (reply instanceof Reply.OfGroup other) {
            return forwarder.ask(request, body, other.group()).compose(answer -> {
                if (!answer.contentType().isEmpty()) {
                    response.putHeader("Content-Type", answer.contentType());
                }
                return response.setStatusCode(answer.status()).end(answer.body());
            });
        }
        return response.end();
    }

    private static void refuse(HttpServerResponse response, String method, List<String> served) {
        if (served.isEmpty()) {
            response.setStatusCode(404)
                    .putHeader("content-type", "text/html; charset=utf-8")
                    .end(NOT_FOUND);
        } else {
            if (!method.equals("HEAD")) {
                response.putHeader("allow", String.join(",", served));
            }
            response.setStatusCode(405).end();
        }
    }

    private static void fail(HttpServerResponse response, Throwable error) {
        if (response.ended() || response.closed()) {
            return;
        }
        ApiException answer;
        if (error instanceof ApiException known) {
            answer = known;
        } else {
            LOG.error("A request failed", error);
            answer = ApiException.failed("Internal error: " + error);
        }
        response.setStatusCode(answer.status())
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(JsonText.bytes(answer.body())));
    }

    /** The segments of a path, decoded; one slash at the end makes no difference. */
    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(path.startsWith("/") ? 1 : 0).split("/", -1)) {
            segments.add(decode(segment.replace("+", "%2B")));
        }
        if (segments.size() > 1 && segments.get(segments.size() - 1).isEmpty()) {
            segments.remove(segments.size() - 1);
        }
        return segments;
    }

    private static Map<String, String> query(Endpoint endpoint, @Nullable String text) {
        Map<String, String> values = new HashMap<>();
        Set<String> repeated = new HashSet<>();
        for (String pair : text == null || text.isEmpty() ? new String[0] : text.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (values.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                repeated.add(name);
            }
        }
        for (Endpoint.Query parameter : endpoint.parameters()) {
            if (repeated.contains(parameter.name())
                    || (parameter.required() && !values.containsKey(parameter.name()))) {
                throw ApiException.badRequest("Invalid value for: query parameter " + parameter.name());
            }
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
