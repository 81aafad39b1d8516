package dev.flowbed.rill.official;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Two nodes that are asked the same. */
record TwoNodes(NodeProcess official, NodeProcess rill) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What a node said. */
    record Said(int status, JsonNode body) {
        boolean isOk() {
            return status == 200;
        }

        String detail() {
            return body.path("detail").asText();
        }
    }

    static Said get(NodeProcess node, String path) {
        return send(node, path, HttpRequest.newBuilder().GET());
    }

    static Said post(NodeProcess node, String path, JsonNode body) {
        return send(
                node,
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Where the official node's call crashes, its answer is a bare text. */
    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode().put("detail", body);
        }
    }

    private static Said send(NodeProcess node, String path, HttpRequest.Builder request) {
        URI uri = URI.create("http://127.0.0.1:" + node.ports().rest() + path);
        try {
            HttpResponse<String> answer = HTTP.send(
                    request.uri(uri).timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
            return new Said(answer.statusCode(), read(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(node + ": " + path + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
