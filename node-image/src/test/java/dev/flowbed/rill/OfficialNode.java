package dev.flowbed.rill;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** The official full node as a process of this machine, alone on a network of its own; its jar is named by the environment. */
final class OfficialNode implements AutoCloseable {
    private static final String VARIABLE = "FLOWBED_ALEPHIUM_JAR";
    private static final Duration START = Duration.ofSeconds(180);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final int restPort;

    private OfficialNode(Process process, int restPort) {
        this.process = process;
        this.restPort = restPort;
    }

    /** Starts one with settings on top of the usual ones; without a jar the test is skipped, and says so. */
    static OfficialNode startOrSkip(Path home, String more) {
        String jar = System.getenv(VARIABLE);
        boolean isGiven = jar != null && !jar.isBlank();
        String why = "SKIPPED: " + VARIABLE + " names no official full node. Set it to the path of its jar";
        if (!isGiven) {
            System.out.println(why);
        }
        assumeTrue(isGiven, why);
        try {
            int restPort = RunningRill.freePort();
            Files.createDirectories(home);
            Files.writeString(home.resolve("user.conf"), settings(restPort, RunningRill.freePort()) + more);
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-jar", jar);
            builder.environment().put("ALEPHIUM_HOME", home.toString());
            builder.environment()
                    .put("ALEPHIUM_WALLET_HOME", home.resolve("wallets").toString());
            File log = home.resolve("stdout.log").toFile();
            Process process =
                    builder.redirectErrorStream(true).redirectOutput(log).start();
            OfficialNode node = new OfficialNode(process, restPort);
            Awaitility.await("the official node's start; its log is " + log)
                    .atMost(START)
                    .failFast("it ended; its log is " + log, () -> !process.isAlive())
                    .ignoreExceptions()
                    .until(node::isReady);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String settings(int restPort, int p2pPort) {
        return RunningRill.usual(p2pPort) + """
                alephium.network.rest-port = %d
                alephium.network.miner-api-port = %d
                alephium.network.upnp.enabled = false
                alephium.network.external-address = null
                alephium.network.leman-hard-fork-timestamp = 1643500800000
                alephium.network.rhone-hard-fork-timestamp = 1643500800000
                alephium.network.danube-hard-fork-timestamp = 1643500800000
                alephium.broker { groups = 4, broker-num = 1, broker-id = 0 }
                alephium.api { network-interface = "127.0.0.1", api-key-enabled = false }
                alephium.mining.api-interface = "127.0.0.1"
                """.formatted(restPort, RunningRill.freePort());
    }

    private boolean isReady() throws IOException {
        RunningRill.Answer self =
                send("/infos/self-clique", HttpRequest.newBuilder().GET());
        return self.status() == 200 && self.json().get("synced").asBoolean();
    }

    /** @throws IOException when it does not answer in time */
    RunningRill.Answer post(String path, String body) throws IOException {
        return send(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private RunningRill.Answer send(String path, HttpRequest.Builder request) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + restPort + path);
        try {
            HttpResponse<String> answer = HTTP.send(
                    request.uri(uri).timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
            return new RunningRill.Answer(answer.statusCode(), Map.of(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
