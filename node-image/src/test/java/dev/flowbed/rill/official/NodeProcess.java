package dev.flowbed.rill.official;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flowbed.alephium.rest.NodeClient;
import dev.flowbed.alephium.rest.RestClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One full node as a process of this machine, which can be killed and started again on the same data. */
final class NodeProcess {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final RestClient REST = new RestClient(Duration.ofSeconds(2), Duration.ofSeconds(20));
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final long STOP_SECONDS = 20;

    private final Software software;
    private final Path home;
    private final NodePorts ports;
    private @Nullable Process process;

    NodeProcess(Software software, Path home, NodePorts ports, String settings) {
        this.software = software;
        this.home = home;
        this.ports = ports;
        configure(settings);
    }

    /** Has it start with other settings the next time. */
    void configure(String settings) {
        try {
            Files.createDirectories(home);
            Files.writeString(home.resolve("user.conf"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        if (isRunning()) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(software.command());
        builder.environment().put("ALEPHIUM_HOME", home.toString());
        builder.environment()
                .put("ALEPHIUM_WALLET_HOME", home.resolve("wallets").toString());
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it at once, as a lost machine would. */
    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    /** Asks it to end, and waits. */
    void stop() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
                throw new AssertionError(this + " does not end within " + STOP_SECONDS + " s");
            }
        }
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    NodePorts ports() {
        return ports;
    }

    NodeClient client() {
        return REST.node(URI.create("http://127.0.0.1:" + ports.rest()), Optional.empty());
    }

    private Path logFile() {
        return home.resolve("stdout.log");
    }

    /** The lines that it has written. */
    List<String> log() {
        try {
            return new String(Files.readAllBytes(logFile()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    JsonNode post(String path, JsonNode body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + ports.rest() + path);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    HTTP.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(
                        this + ": " + answer.uri() + " answers " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(this + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return software.name() + " at " + ports.rest();
    }
}
