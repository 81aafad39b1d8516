package dev.flowbed.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flowbed-miner wrap} as a process, with another program ({@link OtherMiner}) that mines for brokers that check its work. */
class WrapTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final Pattern STARTED = Pattern.compile("other miner (\\d+) connects");

    @TempDir
    private Path folder;

    private final List<FakeBroker> brokers = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private int metricsPort;

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            metricsPort = free.getLocalPort();
        }
    }

    @AfterEach
    void end() throws Exception {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        brokers.forEach(FakeBroker::close);
    }

    @Test
    void aProgramMinesForAllBrokersAndItsHashRateAndBlocksAreMetrics() throws Exception {
        FakeBroker first = broker("127.0.0.1", 0, 0, 2);
        FakeBroker second = broker("127.0.0.1", 0, 1, 2);
        wrap(List.of(), first.address() + "," + second.address(), List.of());

        await().atMost(PATIENCE)
                .until(() -> new HashSet<>(first.accepted).size() == 8 && new HashSet<>(second.accepted).size() == 8);
        assertThat(first.refused).isEmpty();
        assertThat(second.refused).isEmpty();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metrics())
                        .containsPattern("flowbed_miner_blocks_accepted_total [1-9]")
                        .containsPattern("flowbed_miner_hash_rate_hertz [1-9]")
                        .containsPattern("flowbed_miner_job_age_seconds\\{")
                        .contains("flowbed_miner_program_connected 1\n")
                        .contains("flowbed_miner_program_starts_total 1\n"));
    }

    @Test
    void aProgramThatEndsIsStartedAgain() throws Exception {
        FakeBroker broker = broker("127.0.0.1", 0, 0, 1);
        wrap(List.of(), broker.address().toString(), List.of("--blocks", "2"));

        await().atMost(PATIENCE).until(() -> broker.accepted.size() >= 4);
        assertThat(log()).contains("ended with exit code 3; it is started again");
    }

    @Test
    void whereTheProgramNeverConnectsNothingIsToldToHaveWork() throws Exception {
        FakeBroker broker = broker("127.0.0.1", 0, 0, 1);
        start(List.of(), broker.address().toString(), List.of("sh", "-c", "exit 7"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metrics())
                        .containsPattern("flowbed_miner_program_starts_total [2-9]")
                        .contains("flowbed_miner_chains_with_job{clique=\"" + broker.address() + "\"} 16\n")
                        .contains("flowbed_miner_program_connected 0\n")
                        .doesNotContain("flowbed_miner_job_age_seconds{"));
    }

    @Test
    void aBrokerThatMovedIsFoundByItsNameAndTheProgramHearsNothingOfIt() throws Exception {
        assumeThat(System.getProperty("os.name"))
                .describedAs("SKIPPED: only Linux answers at 127.0.0.2 without being told to")
                .isEqualTo("Linux");
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 broker.test\n");
        FakeBroker before = broker("127.0.0.1", 0, 0, 1);
        int port = before.address().port();
        wrap(List.of("-Djdk.net.hosts.file=" + hosts), "broker.test:" + port, List.of());
        await().atMost(PATIENCE).until(() -> before.accepted.size() > 2);

        Files.writeString(hosts, "127.0.0.2 broker.test\n");
        FakeBroker after = broker("127.0.0.2", port, 0, 1);
        before.close();

        await().atMost(PATIENCE).until(() -> after.accepted.size() > 2);
        assertThat(metrics()).contains("flowbed_miner_program_starts_total 1\n");
    }

    @Test
    void aSignalEndsTheProgramTooEvenOneThatDoesNotListen() throws Exception {
        FakeBroker broker = broker("127.0.0.1", 0, 0, 1);
        Process wrap = wrap(List.of(), broker.address().toString(), List.of("--deaf"));
        await().atMost(PATIENCE).until(() -> STARTED.matcher(log()).find());
        Matcher started = STARTED.matcher(log());
        assertThat(started.find()).isTrue();
        ProcessHandle program =
                ProcessHandle.of(Long.parseLong(started.group(1))).orElseThrow();

        wrap.destroy();

        assertThat(wrap.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(wrap.exitValue()).isEqualTo(143);
        await().atMost(PATIENCE).until(() -> !program.isAlive());
    }

    @Test
    void aProgramThatIsNotThereIsWrongUsage() throws Exception {
        Process wrap = start(List.of(), "127.0.0.1:1", List.of("/no/such/miner"));

        assertThat(wrap.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(wrap.exitValue()).isEqualTo(2);
        assertThat(log()).contains("flowbed-miner wrap: cannot run /no/such/miner");
    }

    private FakeBroker broker(String host, int port, int id, int of) throws IOException {
        FakeBroker broker = new FakeBroker(host, port, id, of);
        brokers.add(broker);
        return broker;
    }

    private Process wrap(List<String> options, String clique, List<String> more) throws IOException {
        List<String> program = new ArrayList<>(List.of(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                CLASS_PATH,
                OtherMiner.class.getName(),
                "-a",
                "{host}",
                "-p",
                "{port}"));
        program.addAll(more);
        return start(options, clique, program);
    }

    private Process start(List<String> options, String clique, List<String> program) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", CLASS_PATH, Miner.class.getName(), "wrap", "--clique", clique));
        command.addAll(List.of("--metrics-address", "127.0.0.1:" + metricsPort, "--"));
        command.addAll(program);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private String metrics() throws IOException {
        try (InputStream in = URI.create("http://127.0.0.1:" + metricsPort + "/metrics")
                .toURL()
                .openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (ConnectException e) {
            return "not served yet";
        }
    }
}
