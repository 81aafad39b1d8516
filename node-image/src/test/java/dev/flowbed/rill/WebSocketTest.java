package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WebSocket, with the answers measured on the official node 4.6.0. */
class WebSocketTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BLOCK = "93e64b6b355a29e8ddd4a43c2832d52300502e52b3e0cb6d032b1ba2bed14d82";
    private static final String TX = "58a72e720ef67dc31efbc40224e24b8770c8a928a04b6400273f838093209745";

    @TempDir
    private static Path home;

    private static RunningRill rill;

    @BeforeAll
    static void start() {
        rill = RunningRill.start(
                home,
                "alephium.mempool.auto-mine-for-dev = true\nalephium.network.ws.max-requests-per-second = 20\n"
                        + "alephium.network.ws.ping-frequency = 1500 ms");
        await().until(() -> rill.get("/infos/self-clique").json().get("synced").asBoolean());
    }

    @AfterAll
    static void stop() {
        rill.close();
    }

    @Test
    void tellsSubscribersOfTransactionsAndBlocks() {
        Client client = new Client("/ws");
        assertThat(client.ask("{\"jsonrpc\":\"2.0\",\"id\":10,\"method\":\"subscribe\",\"params\":[\"tx\"]}"))
                .isEqualTo("{\"result\":\"" + TX + "\",\"id\":10,\"jsonrpc\":\"2.0\"}");
        assertThat(client.ask("{\"jsonrpc\":\"2.0\",\"id\":11,\"method\":\"subscribe\",\"params\":[\"block\"]}"))
                .isEqualTo("{\"result\":\"" + BLOCK + "\",\"id\":11,\"jsonrpc\":\"2.0\"}");
        String txId = rill.transfer(RunningRill.key(0), RunningRill.key(0).address(), "1 ALPH")
                .json()
                .get("txId")
                .asText();
        JsonNode one = read(client.next());
        JsonNode other = read(client.next());
        JsonNode block = one.at("/params/type").asText().equals("Block") ? one : other;
        JsonNode tx = block == one ? other : one;
        assertThat(tx.get("method").asText()).isEqualTo("subscription");
        assertThat(tx.at("/params/type").asText()).isEqualTo("Tx");
        assertThat(tx.at("/params/subscription").asText()).isEqualTo(TX);
        assertThat(tx.at("/params/result/unsigned/txId").asText()).isEqualTo(txId);
        assertThat(tx.at("/params/result/seenAt").isNumber()).isTrue();
        assertThat(block.at("/params/subscription").asText()).isEqualTo(BLOCK);
        assertThat(block.at("/params/result/block/transactions/0/unsigned/txId").asText())
                .isEqualTo(txId);
        assertThat(block.at("/params/result/events")).isEmpty();
        client.close();
    }

    @Test
    void subscribesAndUnsubscribesOnce() {
        Client client = new Client("/ws");
        client.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscribe\",\"params\":[\"block\"]}");
        assertThat(client.ask("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"subscribe\",\"params\":[\"block\"]}"))
                .isEqualTo("{\"error\":{\"code\":-32010,\"message\":\"" + BLOCK + "\"},\"id\":2,\"jsonrpc\":\"2.0\"}");
        String unsubscribe = "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"unsubscribe\",\"params\":[\"" + BLOCK + "\"]}";
        assertThat(client.ask(unsubscribe)).isEqualTo("{\"result\":true,\"id\":3,\"jsonrpc\":\"2.0\"}");
        assertThat(client.ask(unsubscribe))
                .isEqualTo("{\"error\":{\"code\":-32011,\"message\":\"" + BLOCK + "\"},\"id\":3,\"jsonrpc\":\"2.0\"}");
        client.close();
    }

    @Test
    void saysWhatIsWrongWithRequests() {
        Client client = new Client("/ws");
        assertThat(read(client.ask("nonsense")).at("/error/code").asInt()).isEqualTo(-32700);
        assertThat(read(client.ask("{\"jsonrpc\":\"1.0\",\"id\":4,\"method\":\"subscribe\",\"params\":[\"tx\"]}"))
                        .get("error")
                        .toString())
                .isEqualTo("{\"code\":-32600,\"message\":\"Invalid Request\"}");
        assertThat(read(client.ask("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"subscribe\",\"params\":[\"weather\"]}"))
                        .at("/error/message")
                        .asText())
                .startsWith("Invalid params format: \"weather\". Expected an array of size 1: [block | tx]");
        assertThat(read(client.ask(
                                "{\"jsonrpc\":\"2.0\",\"id\":6,\"method\":\"subscribe\",\"params\":[\"contract\",{\"addresses\":[]}]}"))
                        .at("/error/message")
                        .asText())
                .contains("does not run contracts yet");
        client.close();
    }

    @Test
    void cutsOffWhoAsksTooMuch() {
        Client client = new Client("/ws");
        for (int i = 0; i < 40; i++) {
            client.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"unsubscribe\",\"params\":[\"" + TX + "\"]}");
        }
        await().until(client.closed::isDone);
    }

    @Test
    void keepsQuietClientsThatAnswerPings() {
        Client client = new Client("/ws");
        await().atMost(Duration.ofSeconds(20)).until(() -> client.pings > 2);
        assertThat(client.closed).isNotDone();
        client.close();
    }

    @Test
    void servesNoOtherPath() {
        assertThatThrownBy(() -> new Client("/nows"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .satisfies(refused -> assertThat(((WebSocketHandshakeException) refused.getCause())
                                .getResponse()
                                .statusCode())
                        .isEqualTo(400));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static final class Client implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
        private final WebSocket socket;
        private volatile int pings;

        Client(String path) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + rill.restPort() + path), this)
                    .join();
        }

        void send(String text) {
            socket.sendText(text, true).exceptionally(error -> socket).join();
        }

        String ask(String text) {
            send(text);
            return next();
        }

        String next() {
            try {
                String message = messages.poll(10, TimeUnit.SECONDS);
                assertThat(message).as("a message").isNotNull();
                return message;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        void close() {
            socket.abort();
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(partial.toString());
                partial.setLength(0);
            }
            return WebSocket.Listener.super.onText(webSocket, data, last);
        }

        @Override
        public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
            pings++;
            return WebSocket.Listener.super.onPing(webSocket, message);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(true);
            return WebSocket.Listener.super.onClose(webSocket, statusCode, reason);
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.complete(true);
        }
    }
}
