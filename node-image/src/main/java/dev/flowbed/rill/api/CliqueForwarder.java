package dev.flowbed.rill.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Asks the broker of the own clique that serves a group, as the official node does (app/.../EndpointsLogic.scala). */
public final class CliqueForwarder {
    private static final int PATIENCE_SECONDS = 10;

    private final Vertx vertx;
    private @Nullable HttpClient client;
    private final IntFunction<Optional<InetSocketAddress>> brokerOf;
    private final List<String> apiKeys;

    /**
     * A forwarder.
     *
     * @param brokerOf the REST address of the broker of a group; empty until the clique has formed
     * @param apiKeys the node's own: brokers of a clique share them
     */
    public CliqueForwarder(Vertx vertx, IntFunction<Optional<InetSocketAddress>> brokerOf, List<String> apiKeys) {
        this.vertx = vertx;
        this.brokerOf = brokerOf;
        this.apiKeys = apiKeys;
    }

    /** An answer of another broker. */
    record Answer(int status, String contentType, Buffer body) {}

    /** Sends a request on to the broker that serves a group. */
    Future<Answer> ask(HttpServerRequest request, Buffer body, int group) {
        Optional<InetSocketAddress> broker = brokerOf.apply(group);
        if (broker.isEmpty()) {
            return Future.failedFuture(ApiException.failed("The broker of group " + group + " is not known yet"));
        }
        RequestOptions options = new RequestOptions()
                .setHost(broker.get().getHostString())
                .setPort(broker.get().getPort())
                .setMethod(HttpMethod.valueOf(request.method().name()))
                .setURI(request.uri())
                .setTimeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return client().request(options)
                .compose(out -> {
                    if (!apiKeys.isEmpty()) {
                        out.putHeader(ApiKeys.HEADER, apiKeys.get(0));
                    }
                    out.putHeader("Content-Type", "application/json");
                    return out.send(body);
                })
                .compose(in -> in.body()
                        .map(content -> new Answer(
                                in.statusCode(),
                                Optional.ofNullable(in.getHeader("Content-Type"))
                                        .orElse(""),
                                content)))
                .recover(error -> Future.failedFuture(ApiException.failed(
                        "The broker of group " + group + " at " + broker.get().getHostString() + ":"
                                + broker.get().getPort() + " does not answer: " + error.getMessage())));
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = vertx.createHttpClient(new HttpClientOptions()
                    .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(2))
                    .setIdleTimeout(PATIENCE_SECONDS));
        }
        return client;
    }
}
