package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.rill.config.ConfigLoader;
import dev.flowbed.rill.config.RillConfig;
import dev.flowbed.rill.contracts.NotebookChain;
import dev.flowbed.rill.development.LoneNode;
import dev.flowbed.rill.development.MovableClock;
import dev.flowbed.rill.development.NodeTime;
import dev.flowbed.rill.development.StateSnapshots;
import dev.flowbed.rill.flow.AddResult;
import dev.flowbed.rill.flow.BlockSource;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts, their events, sub-contracts and indexes go back to snapshots, and forward again by the same blocks. */
class ContractRevertTest {
    @TempDir
    private Path home;

    @Test
    void contractsGoBackToEachSnapshotAndComeAgain() {
        RunningRill.configure(home, NotebookChain.settings());
        RillConfig config = new ConfigLoader(Map.of(), new Properties(), Clock.systemUTC()).load(home);
        MovableClock clock = new MovableClock(Clock.systemUTC());
        List<Block> blocks = NotebookChain.blocks();
        try (ChainCore core = ChainCore.open(config, clock)) {
            StateSnapshots snapshots = snapshots(config, core, clock);
            TreeMap<Integer, Map<String, String>> states = new TreeMap<>();
            for (int height = 0; height < blocks.size(); height++) {
                assertThat(snapshots.take("").id()).isEqualTo(height + 1);
                states.put(height, tables(core.store()));
                add(core, blocks.get(height));
            }
            Map<String, String> end = tables(core.store());
            int middle = blocks.size() / 2;
            for (int height : new int[] {blocks.size() - 1, middle, 0}) {
                snapshots.revert(snapshots.find(String.valueOf(height + 1)).orElseThrow());
                assertThat(tables(core.store())).as("before block %s", height).isEqualTo(states.get(height));
                blocks.subList(height, blocks.size()).forEach(block -> add(core, block));
                assertThat(tables(core.store())).as("again from %s", height).isEqualTo(end);
            }
        }
    }

    private static StateSnapshots snapshots(RillConfig config, ChainCore core, MovableClock clock) {
        LoneNode lone = new LoneNode(config, () -> 0);
        NodeTime time = new NodeTime(clock, core.store(), core.flow(), lone, () -> {});
        return new StateSnapshots(core.store(), core.flow(), core.intake(), time, lone);
    }

    private static void add(ChainCore core, Block block) {
        assertThat(core.flow().add(block, BlockSource.LOCAL)).isInstanceOf(AddResult.Added.class);
    }

    private static Map<String, String> tables(Store store) {
        Map<String, String> entries = new TreeMap<>();
        for (Table table : EnumSet.complementOf(EnumSet.of(Table.META, Table.PEER, Table.SNAPSHOT, Table.UNDO))) {
            store.scan(table, new byte[0], (key, value) -> {
                entries.put(
                        table + " " + Bytes.wrap(key).hex(), Bytes.wrap(value).hex());
                return true;
            });
        }
        return entries;
    }
}
