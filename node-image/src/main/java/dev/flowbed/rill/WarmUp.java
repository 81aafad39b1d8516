package dev.flowbed.rill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.rill.config.ConfigLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a node for a moment in a folder of its own, and asks it for what nodes are mostly asked for: mining, transfers, REST, metrics.
 * For making a class-data archive ({@code -XX:ArchiveClassesAtExit}) of what a node loads, and for seeing that a build works.
 */
final class WarmUp {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 20_000;

    /** Runs; {@link StartFailure} when the node does not do what it should. */
    void run() {
        try {
            Path home = Files.createTempDirectory("rill-warm-up");
            try {
                run(home);
            } finally {
                delete(home);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Path home) throws IOException {
        Files.writeString(home.resolve("user.conf"), configuration(freePort()));
        Properties none = new Properties();
        try (RillNode node = RillNode.start(new ConfigLoader(Map.of(), none, Clock.systemUTC()).load(home))) {
            String rest = "http://127.0.0.1:" + node.restPort();
            JsonNode clique = get(rest + "/infos/self-clique");
            if (!clique.path("selfReady").asBoolean()) {
                throw new StartFailure("the node is not ready: " + clique);
            }
            look(rest);
            transfer(rest);
            mine(rest, node.minerApiPort());
            look(rest);
        }
    }

    private static void look(String rest) throws IOException {
        String address = Wallet.devnet().keyOfGroup(0, 4, 0).address();
        long now = System.currentTimeMillis();
        for (String path : new String[] {
            "/infos/node",
            "/infos/version",
            "/infos/chain-params",
            "/infos/inter-clique-peer-info",
            "/infos/current-hashrate",
            "/blockflow/chain-info?fromGroup=0&toGroup=0",
            "/blockflow/hashes?fromGroup=0&toGroup=0&height=0",
            "/blockflow/blocks?fromTs=" + (now - 60_000) + "&toTs=" + now,
            "/addresses/" + address + "/balance",
            "/addresses/" + address + "/utxos",
            "/addresses/" + address + "/group",
            "/mempool/transactions",
            "/docs/openapi.json"
        }) {
            get(rest + path);
        }
        request("GET", rest + "/metrics", null);
        request("GET", rest + "/docs", null);
    }

    private static void transfer(String rest) throws IOException {
        PrivateKey from = Wallet.devnet().keyOfGroup(0, 4, 0);
        PrivateKey to = Wallet.devnet().keyOfGroup(1, 4, 0);
        JsonNode built = post(
                rest + "/transactions/build",
                "{\"fromPublicKey\":\"" + from.publicKey().hex() + "\",\"destinations\":[{\"address\":\"" + to.address()
                        + "\",\"attoAlphAmount\":\"1 ALPH\"}]}");
        Hash id = Hash.fromHex(built.path("txId").asText());
        JsonNode submitted = post(
                rest + "/transactions/submit",
                "{\"unsignedTx\":\"" + built.path("unsignedTx").asText() + "\",\"signature\":\""
                        + from.sign(id).bytes().hex() + "\"}");
        get(rest + "/transactions/status?txId=" + submitted.path("txId").asText());
    }

    private static void mine(String rest, int minerPort) throws IOException {
        try (Socket miner = new Socket(InetAddress.getLoopbackAddress(), minerPort)) {
            miner.setSoTimeout(PATIENCE_MILLIS);
            if (miner.getInputStream().read() < 0) {
                throw new StartFailure("the miner API gives no jobs");
            }
        }
        post(rest + "/miners/cpu-mining?action=start-mining", "");
        long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (get(rest + "/blockflow/chain-info?fromGroup=0&toGroup=1")
                        .path("currentHeight")
                        .asInt()
                < 2) {
            if (System.currentTimeMillis() > deadline) {
                throw new StartFailure("no block was mined in " + PATIENCE_MILLIS + " ms");
            }
            pause();
        }
        post(rest + "/miners/cpu-mining?action=stop-mining", "");
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted");
        }
    }

    private static JsonNode get(String url) throws IOException {
        return JSON.readTree(request("GET", url, null));
    }

    private static JsonNode post(String url, String body) throws IOException {
        return JSON.readTree(request("POST", url, body));
    }

    private static byte[] request(String method, String url, @Nullable String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setReadTimeout(PATIENCE_MILLIS);
        if (body != null) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new StartFailure(method + " " + url + " is answered with " + status);
        }
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String configuration(int p2pPort) {
        StringBuilder allocations = new StringBuilder();
        StringBuilder miners = new StringBuilder();
        for (int group = 0; group < 4; group++) {
            String address = Wallet.devnet().keyOfGroup(group, 4, 0).address();
            allocations
                    .append("{ address = \"")
                    .append(address)
                    .append("\", amount = 1000000 ALPH, lock-duration = 0 ms }\n");
            miners.append('"').append(address).append("\"\n");
        }
        return """
                alephium.network {
                  network-id = 4, rest-port = 0, miner-api-port = 0, ws.enabled = true
                  bind-address = "127.0.0.1:PORT", internal-address = "127.0.0.1:PORT", coordinator-address = "127.0.0.1:PORT"
                }
                alephium.discovery.bootstrap = []
                alephium.consensus.num-zeros-at-least-in-hash = 0
                alephium.consensus.num-zeros-at-least-in-hash-testnet-patch = 0
                alephium.genesis.allocations = [ALLOCATIONS]
                alephium.mining.miner-addresses = [MINERS]
                alephium.mining.min-task-broadcast-interval = 20 ms
                """.replace("PORT", Integer.toString(p2pPort))
                .replace("ALLOCATIONS", allocations)
                .replace("MINERS", miners);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
