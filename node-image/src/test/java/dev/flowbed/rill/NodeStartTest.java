package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.crypto.PrivateKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node does at its start, with keys, and as one broker of several. */
class NodeStartTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path home;

    @Test
    void keepsWhatItHasOverARestart() {
        String hash;
        try (RunningRill rill = start("one", "alephium.mempool.auto-mine-for-dev = true")) {
            synced(rill);
            assertThat(rill.transfer(RunningRill.key(1), RunningRill.key(2).address(), "1 ALPH")
                            .status())
                    .isEqualTo(200);
            hash = rill.get("/blockflow/hashes?fromGroup=1&toGroup=2&height=1").body();
        }
        try (RunningRill rill = start("one", "")) {
            assertThat(rill.get("/blockflow/hashes?fromGroup=1&toGroup=2&height=1")
                            .body())
                    .isEqualTo(hash);
            assertThat(rill.get("/metrics").body())
                    .contains("alephium_block_current_height{chain_from=\"1\",chain_to=\"2\"} 1.0");
        }
    }

    @Test
    void keepsWaitingTransactionsOverARestart() {
        String txId;
        try (RunningRill rill = start("one", "")) {
            synced(rill);
            txId = rill.transfer(RunningRill.key(1), RunningRill.key(2).address(), "1 ALPH")
                    .json()
                    .get("txId")
                    .asText();
        }
        try (RunningRill rill = start("one", "")) {
            assertThat(rill.get("/transactions/status?txId=" + txId).body()).isEqualTo("{\"type\":\"MemPooled\"}");
            assertThat(rill.get("/mempool/transactions").body()).contains(txId);
            assertThat(rill.send("PUT", "/mempool/transactions/rebroadcast?txId=" + txId, "")
                            .status())
                    .isEqualTo(200);
            assertThat(rill.send("DELETE", "/mempool/transactions", "").status())
                    .isEqualTo(200);
            assertThat(rill.get("/mempool/transactions").body()).isEqualTo("[]");
        }
    }

    @Test
    void namesThePortThatIsTaken() {
        try (RunningRill rill = start("one", "")) {
            assertThatThrownBy(() -> start("two", "alephium.network.rest-port = " + rill.restPort()))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage("port " + rill.restPort() + " of 127.0.0.1 is taken (alephium.network.rest-port):"
                            + " choose another or stop what has it");
        }
    }

    @Test
    void refusesTheDataOfAnotherGenesis() {
        start("one", "").close();
        assertThatThrownBy(() -> start("one", "alephium.consensus.num-zeros-at-least-in-hash = 9"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("genesis");
    }

    @Test
    void refusesAFolderThatAnotherNodeHas() {
        try (RunningRill rill = start("one", "")) {
            assertThat(rill.restPort()).isPositive();
            assertThatThrownBy(() -> start("one", "")).isInstanceOf(StartFailure.class);
        }
    }

    @Test
    void asksForAnApiKeyEverywhereButAtMetricsReadinessAndDocs() {
        try (RunningRill rill = start("one", "alephium.api.api-key = " + KEY)) {
            assertThat(rill.get("/infos/node").body()).isEqualTo("{\"detail\":\"Missing api key\"}");
            assertThat(rill.get("/infos/node").status()).isEqualTo(401);
            assertThat(rill.get("/infos/node", "X-API-KEY", KEY.replace('0', '1'))
                            .body())
                    .isEqualTo("{\"detail\":\"Wrong api key\"}");
            assertThat(rill.get("/infos/node", "X-API-KEY", "abc").body())
                    .isEqualTo("{\"detail\":\"Invalid value for: header X-API-KEY"
                            + " (Api key must have at least 32 characters: abc)\"}");
            assertThat(rill.get("/infos/node", "X-API-KEY", KEY).status()).isEqualTo(200);
            assertThat(rill.get("/metrics").status()).isEqualTo(200);
            assertThat(rill.get("/docs/openapi.json").status()).isEqualTo(200);
            assertThat(rill.get("/ready").body()).isEqualTo("{\"ready\":true}");
        }
        try (RunningRill rill = start("two", "")) {
            RunningRill.Answer answer = rill.get("/infos/node", "X-API-KEY", KEY);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo("{\"detail\":\"Api key not configured in server\"}");
        }
    }

    @Test
    void sendsRequestsOnToTheBrokerOfTheGroup() {
        int first = RunningRill.freePort();
        int second = RunningRill.freePort();
        String key = "alephium.api.api-key = " + KEY + "\n";
        try (RunningRill one = start("one", key + broker(0, first, first));
                RunningRill two = start("two", key + broker(1, second, first))) {
            String[] header = {"X-API-KEY", KEY};
            await().atMost(Duration.ofSeconds(20)).until(() -> isSynced(one, header) && isSynced(two, header));
            PrivateKey from = RunningRill.key(1);
            RunningRill.Answer submitted = one.transfer(from, RunningRill.key(0).address(), "1 ALPH", header);
            assertThat(submitted.status()).as(submitted.body()).isEqualTo(200);
            String txId = submitted.json().get("txId").asText();
            String status = "/transactions/status?txId=" + txId;
            assertThat(one.get(status + "&fromGroup=1", header).body()).isEqualTo("{\"type\":\"MemPooled\"}");
            assertThat(two.get(status + "&fromGroup=1", header).body()).isEqualTo("{\"type\":\"MemPooled\"}");
            assertThat(one.get(status, header).body())
                    .isEqualTo("{\"detail\":\"`group` parameter is required with multiple brokers\"}");
            RunningRill.Answer balance = one.get("/addresses/" + from.address() + "/balance", header);
            assertThat(balance.status()).isEqualTo(400);
            assertThat(balance.body())
                    .isEqualTo("{\"detail\":\"Address " + from.address() + " belongs to other groups\"}");
            JsonNode nodes = one.get("/infos/self-clique", header).json().get("nodes");
            List<Integer> ports = new ArrayList<>();
            nodes.forEach(node -> ports.add(node.get("restPort").asInt()));
            assertThat(ports).containsExactly(one.restPort(), two.restPort());
        }
    }

    @Test
    void answers500AndIsNotReadyWhileTheCliqueHasNotFormed() {
        int first = RunningRill.freePort();
        try (RunningRill one = start("one", "alephium.api.ask-timeout = 100 ms\n" + broker(0, first, first))) {
            assertThat(one.get("/infos/self-clique").status()).isEqualTo(500);
            assertThat(one.get("/ready").status()).isEqualTo(503);
            assertThat(one.get("/metrics").status()).isEqualTo(200);
        }
    }

    private static String broker(int id, int port, int coordinator) {
        return """
                alephium.broker { broker-num = 2, broker-id = %d }
                alephium.network.bind-address = "127.0.0.1:%d"
                alephium.network.internal-address = "127.0.0.1:%d"
                alephium.network.coordinator-address = "127.0.0.1:%d"
                """.formatted(id, port, port, coordinator);
    }

    private static boolean isSynced(RunningRill rill, String... headers) {
        return rill.get("/infos/self-clique", headers).json().path("synced").asBoolean();
    }

    private static void synced(RunningRill rill) {
        await().atMost(Duration.ofSeconds(20)).until(() -> isSynced(rill));
    }

    private RunningRill start(String folder, String settings) {
        return RunningRill.start(home.resolve(folder), settings);
    }
}
