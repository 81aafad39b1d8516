package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.model.Block;
import dev.flowbed.rill.config.ConfigLoader;
import dev.flowbed.rill.config.RillConfig;
import dev.flowbed.rill.contracts.NotebookChain;
import dev.flowbed.rill.flow.AddResult;
import dev.flowbed.rill.flow.BlockSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that got the official node's blocks, and was started anew since, answers as that one did: events, contracts, their
 * sub-contracts, rich blocks and transactions, outputs. Byte for byte.
 */
class ContractAnswersTest {
    @TempDir
    private static Path home;

    private static RunningRill rill;

    @BeforeAll
    static void start() {
        RunningRill.configure(home, NotebookChain.settings());
        RillConfig config = new ConfigLoader(Map.of(), new Properties(), Clock.systemUTC()).load(home);
        try (ChainCore core = ChainCore.open(config, Clock.systemUTC())) {
            for (Block block : NotebookChain.blocks()) {
                assertThat(core.flow().add(block, BlockSource.LOCAL))
                        .as("block %s of chain %s", block.hash(), block.chainIndex())
                        .isInstanceOf(AddResult.Added.class);
            }
        }
        rill = RunningRill.restart(home);
    }

    @AfterAll
    static void stop() {
        rill.close();
    }

    @TestFactory
    Stream<DynamicTest> answersAsTheOfficialNode() {
        return NotebookChain.exchanges().stream()
                .map(exchange -> DynamicTest.dynamicTest(exchange.path(), () -> compare(exchange)));
    }

    private static void compare(NotebookChain.Exchange exchange) {
        RunningRill.Answer answer = rill.get(exchange.path());
        assertThat(answer.body()).isEqualTo(exchange.body());
        assertThat(answer.status()).isEqualTo(exchange.status());
    }
}
