package dev.flowbed.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flowbed.cli.FlowbedRun;
import dev.flowbed.cli.local.Installation;
import dev.flowbed.cli.state.StateRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flowbed benchmark mining} with the miner's program as it was packaged, for as short a time as it takes. */
class BenchmarkCommandTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path MINER = ROOT.resolve("miner-image/target/flowbed-miner.jar");

    @TempDir
    private Path folder;

    private final FlowbedRun flowbed = new FlowbedRun();

    @BeforeEach
    void needsTheProgram() {
        assumeThat(Files.isRegularFile(MINER) && Files.isDirectory(MINER.resolveSibling("lib")))
                .describedAs("SKIPPED: %s is not built", MINER)
                .isTrue();
    }

    @Test
    void programsReadTheFiguresOfEachEngineWithTheBoundAndTheShare() throws Exception {
        assertThat(run("benchmark", "mining", "--backend", "cpu", "--seconds", "0.1", "-o", "json"))
                .as(flowbed.err())
                .isEqualTo(ExitCode.OK);

        List<String> engines = new ArrayList<>();
        for (JsonNode one : JsonMapper.builder().build().readTree(flowbed.out())) {
            assertThat(one.get("device").asText()).isEqualTo("cpu");
            assertThat(one.get("threads").asInt()).isPositive();
            assertThat(one.get("triesPerSecond").asDouble()).isPositive();
            assertThat(one.get("boundTriesPerSecond").asDouble()).isPositive();
            double share = one.get("triesPerSecond").asDouble()
                    / one.get("boundTriesPerSecond").asDouble();
            assertThat(one.get("share").asDouble()).isCloseTo(share, within(0.001 * (1 + share)));
            assertThat(one.get("bound").asText()).startsWith("measured: ");
            engines.add(one.get("engine").asText().replaceAll("-\\d+$", "") + " " + one.get("threads"));
        }
        assertThat(engines).contains("vector 1", "scalar 1").doesNotHaveDuplicates();
    }

    @Test
    void aBackendThatIsNoneIsWrongUsage() {
        assertThat(run("benchmark", "mining", "--backend", "abacus", "-o", "json"))
                .isEqualTo(ExitCode.INVALID);
        assertThat(flowbed.err()).contains("--backend");
        assertThat(flowbed.out()).isEmpty();
    }

    private int run(String... args) {
        Installation installation =
                new Installation(ROOT, Path.of(System.getProperty("java.home"), "bin", "java"), Optional.empty());
        return flowbed.run(new StateRoot(folder), installation, args);
    }
}
