package dev.flowbed.cli.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.recording.FormatsCheck;
import dev.flowbed.alephium.recording.FormatsReport;
import dev.flowbed.alephium.rest.ChainParams;
import dev.flowbed.alephium.rest.CliqueClient;
import dev.flowbed.alephium.rest.RestClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

/** Records from a server that answers as the official node did, out of a recording of it. */
class ChainRecorderTest {
    private static final Path RECORDED = Path.of(
            "..",
            "alephium",
            "src",
            "test",
            "resources",
            "dev",
            "flowbed",
            "alephium",
            "recording",
            "recorded-contracts.json.xz");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    private final Map<String, String> answers = new HashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private JsonNode original;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        try (InputStream in = new XZInputStream(Files.newInputStream(RECORDED))) {
            original = MAPPER.readTree(in);
        }
        for (JsonNode chain : original.path("chains")) {
            serve(chain, chain.path("heights").size());
        }
        original.path("balances")
                .fields()
                .forEachRemaining(balance -> answers.put(
                        "/addresses/" + balance.getKey() + "/balance?mempool=false",
                        balance.getValue().toString()));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(JsonNode chain, int heights) {
        String of = "fromGroup=" + chain.path("from").asInt() + "&toGroup="
                + chain.path("to").asInt();
        answers.put("/blockflow/chain-info?" + of, "{\"currentHeight\":" + (heights - 1) + "}");
        for (int height = 0; height < heights; height++) {
            var hashes = MAPPER.createObjectNode();
            var list = hashes.putArray("headers");
            for (JsonNode block : chain.path("heights").path(height)) {
                String hash = block.path("hash").asText();
                list.add(hash);
                answers.put("/blockflow/blocks/" + hash, block.path("json").toString());
                answers.put(
                        "/blockflow/raw-blocks/" + hash,
                        "{\"value\":\"" + block.path("raw").asText() + "\"}");
            }
            answers.put("/blockflow/hashes?" + of + "&height=" + height, hashes.toString());
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String answer = answers.get(exchange.getRequestURI().toString());
        byte[] body = (answer == null ? "{\"detail\":\"not there\"}" : answer).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private ChainRecorder.Recorded record(Path file, String settings) throws IOException {
        URI node = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        RestClient rest = new RestClient(Duration.ofSeconds(5), Duration.ofSeconds(30));
        CliqueClient clique = new CliqueClient(List.of(rest.node(node, Optional.empty())), 4);
        return new ChainRecorder(clique, new ChainParams(4, 10, 4, 4), (heights, all) -> {})
                .record(file, settings, List.of());
    }

    @Test
    void recordsAgainWhatWasRecorded() throws IOException {
        Path file = folder.resolve("again.json.xz");
        ChainRecorder.Recorded recorded = record(file, original.path("config").asText());
        try (InputStream in = new XZInputStream(Files.newInputStream(file))) {
            JsonNode again = MAPPER.readTree(in);
            assertThat(again.path("chains")).isEqualTo(original.path("chains"));
            assertThat(again.path("balances")).isEqualTo(original.path("balances"));
            assertThat(again.path("config").asText()).doesNotContain("api-key").doesNotContain("127.0.0.1");
        }
        FormatsReport report = FormatsCheck.run(file);
        assertThat(report.difference()).isEmpty();
        assertThat(report.blocks()).isEqualTo(recorded.blocks());
        assertThat(recorded.left()).isZero();
        assertThat(recorded.balances()).isEqualTo(8);
    }

    @Test
    void leavesOutBlocksThatDependOnLaterOnesAndBalancesWithThem() throws IOException {
        JsonNode chain = original.path("chains").path(5);
        serve(chain, chain.path("heights").size() - 10);
        Path file = folder.resolve("growing.json");
        ChainRecorder.Recorded recorded = record(file, original.path("config").asText());
        assertThat(recorded.left()).isPositive();
        assertThat(recorded.balances()).isZero();
        assertThat(FormatsCheck.run(file).difference()).isEmpty();
    }

    /** A chain that is cut where it forked: what is left has a main branch of its own, by its hashes. */
    @Test
    void ofForksThatWereCutOffTheLargerHashComesFirst() throws IOException {
        Path file = folder.resolve("forked.json");
        int cut = 0;
        for (JsonNode chain : original.path("chains")) {
            int forked = lastFork(chain);
            if (forked > 0) {
                serve(chain, forked + 1);
                cut++;
            }
        }
        assertThat(cut).isPositive();
        record(file, original.path("config").asText());
        JsonNode recorded = MAPPER.readTree(Files.newInputStream(file));
        int forks = 0;
        for (JsonNode chain : recorded.path("chains")) {
            JsonNode top = chain.path("heights").path(chain.path("heights").size() - 1);
            for (JsonNode block : top) {
                assertThat(hash(block)).isLessThanOrEqualTo(hash(top.path(0)));
            }
            forks += top.size() - 1;
        }
        assertThat(forks).as("chains that end in a fork").isPositive();
    }

    private static BlockHash hash(JsonNode block) {
        return BlockHash.fromHex(block.path("hash").asText());
    }

    private static int lastFork(JsonNode chain) {
        int height = chain.path("heights").size() - 1;
        while (height > 0 && chain.path("heights").path(height).size() == 1) {
            height--;
        }
        return height;
    }

    @Test
    void theNodeTellsEnoughForItsGenesis() throws IOException {
        Path file = folder.resolve("told.json");
        record(file, null);
        assertThat(FormatsCheck.run(file).difference()).isEmpty();
    }

    @Test
    void aConfigurationOfAnotherNetworkIsRefusedAndNothingIsLeftBehind() {
        Path file = folder.resolve("other.json");
        String other = original.path("config").asText().replace("amount = 1000000", "amount = 2000000");
        assertThatThrownBy(() -> record(file, other))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("--config");
        assertThat(folder).isEmptyDirectory();
    }
}
