package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.rill.config.ConfigLoader;
import dev.flowbed.rill.contracts.NotebookChain;
import dev.flowbed.rill.flow.AddResult;
import dev.flowbed.rill.flow.BlockSource;
import dev.flowbed.rill.index.LoggedEvent;
import dev.flowbed.rill.index.NodeIndexes;
import dev.flowbed.rill.index.OutputOrigins;
import dev.flowbed.rill.mining.DevMiner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose chain is replaced by a fork with the same contract calls in other blocks. */
class ContractForksTest {
    private static final ChainIndex CHAIN = new ChainIndex(0, 0);
    /** The transaction that writes two notes; the next two put ALPH into the notebook and take it out. */
    private static final int WRITE_TWO = 5;

    @TempDir
    private Path folder;

    private final List<Block> recorded = NotebookChain.blocks();
    private final List<Transaction> transactions = NotebookChain.transactions();

    @Test
    void keepsTheEventsOfBothForksAndShowsThoseOfTheCanonicalOne() {
        Transaction write = transactions.get(WRITE_TWO);
        int fork = indexOfBlockWith(write);
        List<Block> replacing;
        try (ChainCore left = open("left");
                ChainCore right = open("right")) {
            recorded.subList(0, fork).forEach(block -> {
                add(left, block);
                add(right, block);
            });
            add(left, recorded.get(fork));
            assertThat(left.flow().indexes().events().ofTransaction(write.id()))
                    .as("two creations, each with what the notebook tells of it")
                    .hasSize(4)
                    .extracting(LoggedEvent::block)
                    .containsOnly(recorded.get(fork).hash());
            replacing = mine(right, transactions.subList(WRITE_TWO, WRITE_TWO + 3));
            replacing.forEach(block -> add(left, block));
            assertThat(left.flow().isCanonical(recorded.get(fork).hash())).isFalse();
            assertKeepsBoth(
                    left.flow().indexes(),
                    write,
                    List.of(recorded.get(fork).hash(), replacing.get(0).hash()));
        }
        try (RunningRill rill = RunningRill.restart(folder.resolve("left"))) {
            JsonNode events =
                    rill.get("/events/tx-id/" + write.id().hex()).json().get("events");
            assertThat(events).hasSize(4).allSatisfy(event -> {
                assertThat(event.get("blockHash").asText())
                        .isEqualTo(replacing.get(0).hash().hex());
                assertThat(event.get("timestamp").asLong())
                        .as("as the official node: of the block that had them first")
                        .isEqualTo(recorded.get(fork).header().timestamp());
            });
            assertShowsWhatIsSpent(rill, transactions.get(WRITE_TWO + 2), replacing.get(2));
        }
    }

    private static void assertKeepsBoth(NodeIndexes indexes, Transaction write, List<BlockHash> blocks) {
        List<LoggedEvent> events = indexes.events().ofTransaction(write.id());
        assertThat(events).hasSize(8);
        assertThat(events.subList(0, 4)).extracting(LoggedEvent::block).containsOnly(blocks.get(0));
        assertThat(events.subList(4, 8)).extracting(LoggedEvent::block).containsOnly(blocks.get(1));
        assertThat(events.subList(4, 8))
                .extracting(LoggedEvent::fields)
                .isEqualTo(
                        events.subList(0, 4).stream().map(LoggedEvent::fields).toList());
        Hash notebook = events.get(1).contract();
        assertThat(indexes.events().pages(notebook, 0, 3).events())
                .as("a page of the first note, one of each fork")
                .extracting(LoggedEvent::block)
                .hasSize(5)
                .endsWith(blocks.get(0), blocks.get(0), blocks.get(1), blocks.get(1));
        List<Hash> notes =
                indexes.subContracts().orElseThrow().pages(notebook, 1, 9).contracts();
        assertThat(notes).hasSize(4);
        assertThat(notes.subList(2, 4)).isEqualTo(notes.subList(0, 2));
        assertThat(indexes.subContracts().orElseThrow().parent(notes.get(0))).contains(notebook);
        TxOutputRef output = write.outputRefs().get(0);
        assertThat(indexes.outputs()
                        .orElseThrow()
                        .find(output.key())
                        .orElseThrow()
                        .places())
                .extracting(OutputOrigins.Place::block)
                .containsExactlyElementsOf(blocks);
    }

    /** The notebook's assets, which another transaction of the same fork left. */
    private static void assertShowsWhatIsSpent(RunningRill rill, Transaction spender, Block block) {
        JsonNode rich = rill.get("/blockflow/rich-blocks/" + block.hash().hex()).json();
        JsonNode input = rich.at("/block/transactions/0/contractInputs/0");
        assertThat(rich.at("/block/transactions/0/unsigned/txId").asText())
                .isEqualTo(spender.id().hex());
        assertThat(input.get("type").asText()).isEqualTo("ContractInput");
        assertThat(input.get("key").asText())
                .isEqualTo(spender.contractInputs().get(0).key().hex());
        assertThat(input.get("attoAlphAmount").asText()).isEqualTo("1500000000000000000");
    }

    private int indexOfBlockWith(Transaction transaction) {
        int index = 0;
        while (!recorded.get(index).nonCoinbase().contains(transaction)) {
            index++;
        }
        return index;
    }

    private ChainCore open(String name) {
        Path home = folder.resolve(name);
        RunningRill.configure(home, NotebookChain.settings());
        return ChainCore.open(
                new ConfigLoader(Map.of(), new Properties(), Clock.systemUTC()).load(home), Clock.systemUTC());
    }

    private static void add(ChainCore core, Block block) {
        assertThat(core.flow().add(block, BlockSource.LOCAL)).isInstanceOf(AddResult.Added.class);
    }

    /** One block for each transaction. */
    private static List<Block> mine(ChainCore core, List<Transaction> transactions) {
        DevMiner miner = new DevMiner(core.flow());
        List<Block> mined = new ArrayList<>();
        for (Transaction transaction : transactions) {
            core.intake()
                    .submit(new TransactionTemplate(
                            transaction.unsigned(), transaction.inputSignatures(), transaction.scriptSignatures()));
            assertThat(miner.mineOne(CHAIN)).isEmpty();
            Block block = core.flow().block(core.flow().tip(CHAIN).hash()).orElseThrow();
            assertThat(block.nonCoinbase()).extracting(Transaction::id).containsExactly(transaction.id());
            mined.add(block);
        }
        return mined;
    }
}
