package dev.flowbed.rill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.rill.config.ConfigLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** A node in this process with REST on a free port, and a client for it. */
final class RunningRill implements AutoCloseable {
    /** Settings with which events are kept, and found by their transactions and blocks. */
    static final String EVENTS =
            "alephium.node.event-log { enabled = true, index-by-tx-id = true, index-by-block-hash = true }\n";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final RillNode node;

    private RunningRill(RillNode node) {
        this.node = node;
    }

    /** A node that lives in a folder, with settings on top of the usual ones. */
    static RunningRill start(Path home, String settings) {
        configure(home, settings);
        return restart(home);
    }

    /** A node with the settings that its folder has. */
    static RunningRill restart(Path home) {
        return new RunningRill(
                RillNode.start(new ConfigLoader(Map.of(), new Properties(), Clock.systemUTC()).load(home)));
    }

    /** Puts the settings of a node into its folder. */
    static void configure(Path home, String settings) {
        try {
            Files.createDirectories(home);
            Files.writeString(home.resolve("user.conf"), usual(freePort()) + settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The network of the development wallet, one broker, everything on. */
    static String usual(int p2pPort) {
        StringBuilder allocations = new StringBuilder();
        for (int group = 0; group < 4; group++) {
            allocations.append("{ address = \"" + key(group).address()
                    + "\", amount = 1000000000000000000000000, lock-duration = 0 seconds },\n");
        }
        return """
                alephium.network { network-id = 4, rest-port = 0, miner-api-port = 0, ws.enabled = true }
                alephium.network.bind-address = "127.0.0.1:%1$d"
                alephium.network.internal-address = "127.0.0.1:%1$d"
                alephium.network.coordinator-address = "127.0.0.1:%1$d"
                alephium.discovery.bootstrap = []
                alephium.genesis.allocations = [%2$s]
                alephium.consensus.num-zeros-at-least-in-hash = 8
                alephium.consensus.num-zeros-at-least-in-hash-testnet-patch = 8
                alephium.consensus.danube { block-target-time = 2 seconds, uncle-dependency-gap-time = 0 seconds }
                alephium.node.indexes.tx-output-ref-index = true
                alephium.mining.miner-addresses = [
                  "1FsroWmeJPBhcPiUr37pWXdojRBe6jdey9uukEXk1TheA", "1CQvSXsmM5BMFKguKDPpNUfw1idiut8UifLtT8748JdHc"
                  "193maApeJWrz9GFwWCfa982ccLARVE9Y1WgKSJaUs7UAx", "16fZKYPCZJv2TP3FArA9FLUQceTS9U8xVnSjxFG9MBKyY"
                ]
                """.formatted(p2pPort, allocations);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The development wallet's first key of a group. */
    static PrivateKey key(int group) {
        return Wallet.devnet().keyOfGroup(group, 4, 0);
    }

    /** What came back. */
    record Answer(int status, Map<String, String> headers, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }
    }

    int restPort() {
        return node.restPort();
    }

    Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.restPort() + path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> first = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().map().forEach((name, values) -> first.put(name, values.get(0)));
            return new Answer(response.statusCode(), first, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Builds a transfer of some ALPH, signs and submits it; gives the answer to the submission. */
    Answer transfer(PrivateKey from, String to, String amount, String... headers) {
        JsonNode built = post(
                        "/transactions/build",
                        "{\"fromPublicKey\":\"" + from.publicKey().hex() + "\",\"destinations\":[{\"address\":\"" + to
                                + "\",\"attoAlphAmount\":\"" + amount + "\"}]}",
                        headers)
                .json();
        return post("/transactions/submit", signed(built, from), headers);
    }

    /** A body for submitting what was built. */
    static String signed(JsonNode built, PrivateKey by) {
        String signature =
                by.sign(Hash.fromHex(built.get("txId").asText())).bytes().hex();
        return "{\"unsignedTx\":\"" + built.get("unsignedTx").asText() + "\",\"signature\":\"" + signature + "\"}";
    }

    @Override
    public void close() {
        node.close();
    }
}
