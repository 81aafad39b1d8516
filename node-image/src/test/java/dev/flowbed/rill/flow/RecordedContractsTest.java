package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.model.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorded contract calls, as far as they can be followed without running contract code. */
class RecordedContractsTest {
    @TempDir
    Path folder;

    @Test
    void acceptsEveryBlockUpToTheFirstScriptAndNamesWhatItCannotRun() throws IOException {
        RecordedChains recorded = RecordedChains.read("recorded-contracts.json.xz");
        Set<Object> unreachable = new HashSet<>();
        int accepted = 0;
        int scripts = 0;
        try (TestNode node = TestNode.open(recorded.network(), new Broker(4, 1, 0), folder, InstantSource.system())) {
            for (Block block : recorded.blocks()) {
                AddResult result = node.flow().add(block, BlockSource.LOCAL);
                boolean runsScript = block.nonCoinbase().stream()
                        .anyMatch(transaction -> transaction.unsigned().script().isPresent());
                if (block.header().deps().stream().anyMatch(unreachable::contains)) {
                    unreachable.add(block.hash());
                    assertThat(result).isInstanceOf(AddResult.MissingDeps.class);
                } else if (runsScript) {
                    unreachable.add(block.hash());
                    scripts++;
                    assertThat(result)
                            .isInstanceOfSatisfying(
                                    AddResult.Invalid.class,
                                    invalid -> assertThat(invalid.fault()).hasToString("ExistInvalidTx"));
                } else {
                    accepted++;
                    assertThat(result).as("block %s", block.hash()).isInstanceOf(AddResult.Added.class);
                }
            }
        }
        assertThat(scripts).isPositive();
        assertThat(accepted).isGreaterThan(100);
    }
}
