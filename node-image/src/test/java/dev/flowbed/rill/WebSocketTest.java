package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
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
        SocketClient client = new SocketClient(rill, "/ws");
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
        SocketClient client = new SocketClient(rill, "/ws");
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
        SocketClient client = new SocketClient(rill, "/ws");
        assertThat(read(client.ask("nonsense")).at("/error/code").asInt()).isEqualTo(-32700);
        assertThat(read(client.ask("{\"jsonrpc\":\"1.0\",\"id\":4,\"method\":\"subscribe\",\"params\":[\"tx\"]}"))
                        .get("error")
                        .toString())
                .isEqualTo("{\"code\":-32600,\"message\":\"Invalid Request\"}");
        assertThat(read(client.ask("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"subscribe\",\"params\":[\"weather\"]}"))
                        .at("/error/message")
                        .asText())
                .startsWith("Invalid params format: \"weather\". Expected an array of size 1: [block | tx]");
        client.close();
    }

    @Test
    void cutsOffWhoAsksTooMuch() {
        SocketClient client = new SocketClient(rill, "/ws");
        for (int i = 0; i < 40; i++) {
            client.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"unsubscribe\",\"params\":[\"" + TX + "\"]}");
        }
        await().until(client.closed()::isDone);
    }

    @Test
    void keepsQuietClientsThatAnswerPings() {
        SocketClient client = new SocketClient(rill, "/ws");
        await().atMost(Duration.ofSeconds(20)).until(() -> client.pings() > 2);
        assertThat(client.closed()).isNotDone();
        client.close();
    }

    @Test
    void servesNoOtherPath() {
        assertThatThrownBy(() -> new SocketClient(rill, "/nows"))
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
}
