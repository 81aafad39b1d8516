package dev.flowbed.alephium.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP for all clients of nodes and miners: one pool of connections, every request bounded in time. Requests are asynchronous;
 * {@link #await} waits for one. Failures are {@link RestException}s.
 */
public final class RestClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Connections connections;
    private final Duration timeout;

    /** Bounds the time to connect, and that of a whole request. */
    public RestClient(Duration connectTimeout, Duration timeout) {
        this(new Connections(connectTimeout), timeout);
    }

    private RestClient(Connections connections, Duration timeout) {
        this.connections = connections;
        this.timeout = timeout;
    }

    /** The same connections with another bound for requests. */
    public RestClient withTimeout(Duration other) {
        return new RestClient(connections, other);
    }

    /** A client of the node at this address; with a key only if the node asks for one. */
    public NodeClient node(URI address, Optional<String> apiKey) {
        return new NodeClient(this, address, apiKey);
    }

    /** Waits for an answer; throws its {@link RestException}. */
    public static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RestException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** GET as text, for whatever is no REST API (metrics). */
    public CompletableFuture<String> text(URI uri) {
        return send("GET", HttpRequest.newBuilder(uri).GET(), uri).thenApply(response -> body("GET", uri, response));
    }

    CompletableFuture<JsonNode> get(URI uri, Optional<String> apiKey) {
        return json("GET", request(uri, apiKey).GET(), uri);
    }

    CompletableFuture<JsonNode> post(URI uri, Optional<String> apiKey, JsonNode body) {
        HttpRequest.Builder request = request(uri, apiKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        return json("POST", request, uri);
    }

    private static HttpRequest.Builder request(URI uri, Optional<String> apiKey) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        apiKey.ifPresent(key -> request.header("X-API-KEY", key));
        return request;
    }

    private CompletableFuture<JsonNode> json(String method, HttpRequest.Builder request, URI uri) {
        return send(method, request, uri).thenApply(response -> parse(method, uri, body(method, uri, response)));
    }

    private CompletableFuture<HttpResponse<byte[]>> send(String method, HttpRequest.Builder request, URI uri) {
        CompletableFuture<HttpResponse<byte[]>> answer = connections
                .to(uri)
                .sendAsync(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofByteArray());
        CompletableFuture<HttpResponse<byte[]>> bounded =
                answer.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return bounded.handle((response, failure) -> {
            if (failure == null) {
                return response;
            }
            answer.cancel(true);
            throw failed(method, uri, failure);
        });
    }

    private RestException failed(String method, URI uri, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        boolean late = cause instanceof TimeoutException || cause instanceof HttpTimeoutException;
        return late
                ? RestException.timeout(method, uri, timeout.toMillis())
                : RestException.unreachable(method, uri, cause);
    }

    /** One client for plain HTTP, and one that knows certificates from the first address on that needs them. */
    private static final class Connections {
        private final Duration connectTimeout;
        private final HttpClient plain;
        private @Nullable HttpClient secure;

        Connections(Duration connectTimeout) {
            this.connectTimeout = connectTimeout;
            this.plain = builder().sslContext(PlainHttp.context()).build();
        }

        synchronized HttpClient to(URI uri) {
            if (!"https".equalsIgnoreCase(uri.getScheme())) {
                return plain;
            }
            HttpClient client = secure == null ? builder().build() : secure;
            secure = client;
            return client;
        }

        private HttpClient.Builder builder() {
            return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(connectTimeout);
        }
    }

    private static String body(String method, URI uri, HttpResponse<byte[]> response) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() >= 200 && response.statusCode() < 300) {
            return body;
        }
        throw RestException.refused(method, uri, response.statusCode(), detail(body));
    }

    /** Error answers are objects with a detail; what is none is shown as it is. */
    private static String detail(String body) {
        try {
            JsonNode json = MAPPER.readTree(body);
            return json.hasNonNull("detail") ? json.get("detail").asText() : abbreviate(body);
        } catch (JsonProcessingException e) {
            return abbreviate(body);
        }
    }

    private static String abbreviate(String text) {
        return text.length() <= 300 ? text : text.substring(0, 297) + "...";
    }

    private static JsonNode parse(String method, URI uri, String body) {
        if (body.isBlank()) {
            return MAPPER.createObjectNode();
        }
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw RestException.malformed(method, uri, "not JSON: " + abbreviate(body));
        }
    }
}
