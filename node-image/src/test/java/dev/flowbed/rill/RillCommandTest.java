package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process: what it says where, and how it ends. */
class RillCommandTest {
    private static final String SETTINGS = """
            alephium { network.network-id = 4, discovery.bootstrap = [] }
            alephium.network { miner-api-port = 0, rest-port = 0, bind-address = "127.0.0.1:0" }
            """;

    @TempDir
    private Path home;

    private record Ended(int code, String out, String err) {}

    @Test
    void saysHowItIsUsed() throws Exception {
        Ended ended = run("", "--help");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("rill, a small Alephium full node");
        assertThat(run("", "--version").out()).startsWith("rill ");
        assertThat(run("", "--fast")).isEqualTo(new Ended(2, "", "rill: unknown argument --fast (try --help)\n"));
    }

    @Test
    void endsWithTwoAndOneLineForAWrongSetting() throws Exception {
        assertThat(run(SETTINGS + "alephium.broker.broker-num = 3"))
                .isEqualTo(new Ended(
                        2,
                        "",
                        "rill: user.conf:3: alephium.broker.broker-num: is 3, must divide the 4 groups"
                                + " (alephium.broker.groups)\n"));
        assertThat(home.resolve("network-4")).doesNotExist();
    }

    @Test
    void endsWithOneAndOneLineForATakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = run(SETTINGS + "alephium.network.rest-port = " + taken.getLocalPort());
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err())
                    .isEqualTo("rill: port " + taken.getLocalPort()
                            + " of 127.0.0.1 is taken (alephium.network.rest-port): choose another or stop what has"
                            + " it\n");
        }
    }

    @Test
    void logsToStandardOutputAndEndsWith143WhenToldTo() throws Exception {
        Process process = start(SETTINGS + "alephium.network.colour = blue");
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine())
                    .endsWith("WARN  Rill: user.conf:3: alephium.network.colour is no setting of this node: ignored");
            String line = out.readLine();
            while (line != null && !line.contains(" serves broker 0 of 1 on 127.0.0.1:")) {
                line = out.readLine();
            }
            assertThat(line).isNotNull();
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(process.exitValue()).isEqualTo(143);
    }

    private Ended run(String settings, String... arguments) throws IOException, InterruptedException {
        Process process = start(settings, arguments);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends by itself").isTrue();
        return new Ended(
                process.exitValue(),
                text(process.getInputStream().readAllBytes()),
                text(process.getErrorStream().readAllBytes()));
    }

    private Process start(String settings, String... arguments) throws IOException {
        Files.writeString(home.resolve("user.conf"), settings);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // the jar's manifest says it, the class path cannot
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Rill.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("ALEPHIUM_HOME", home.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("ALEPHIUM_API") || name.startsWith("JAVA_"));
        return builder.start();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
