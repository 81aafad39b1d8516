package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.genesis.GenesisBlocks;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.CoinbaseData;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.rill.replay.RecordedChains;
import dev.flowbed.rill.validation.BlockFacts;
import dev.flowbed.rill.validation.BlockFault;
import dev.flowbed.rill.validation.BlockFaultException;
import dev.flowbed.rill.validation.TxValidator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Every part of the blocks of one recording changed, and what rill says of each change. */
final class ChangedBlocks {
    static final String VALID = "Valid";
    static final String IN_TRANSACTION = "ExistInvalidTx ";

    /** Zero bits of hashes that are found in a moment; with more, only blocks are changed, not their headers. */
    private static final int EASY_WORK = 8;

    /** The heights at which blocks of a chain are changed: coinbases alone, easiest work. */
    private static final Map<ChainIndex, Integer> EARLY =
            Map.of(new ChainIndex(0, 0), 12, new ChainIndex(2, 2), 9, new ChainIndex(1, 3), 11);

    private final String recording;
    private final OfficialVerdicts asked;
    private final RecordedChains recorded;
    private final NetworkSettings network;
    private final List<Block> genesis;
    private final TxValidator validator;
    private final Map<String, String> verdicts = new LinkedHashMap<>();
    private final List<Block> withUncles = new ArrayList<>();
    private final Map<TxOutputRef, TxOutput> contracts = new LinkedHashMap<>();
    private final Set<String> kinds = new LinkedHashSet<>();
    private Block last;

    /** @param asked is told of all blocks and all changes */
    ChangedBlocks(String recording, OfficialVerdicts asked) throws IOException {
        this.recording = recording;
        this.asked = asked;
        this.recorded = Recordings.read(recording + ".json.xz");
        this.network = recorded.network();
        this.genesis = GenesisBlocks.of(network);
        this.validator = new TxValidator(network.networkId(), network.groups());
        this.last = recorded.blocks().get(0);
    }

    /** What rill says of each change, by a name that says which block and what was changed. */
    Map<String, String> judge(Path folder) {
        Broker alone = new Broker(network.groups(), 1, 0);
        try (TestNode node = TestNode.open(network, alone, folder, InstantSource.system())) {
            for (Block block : recorded.blocks()) {
                before(block, node.flow());
                add(block, node.flow());
            }
            atTheEnd(node.flow());
        }
        return verdicts;
    }

    private void add(Block block, BlockFlow flow) {
        assertThat(flow.add(block, BlockSource.LOCAL)).isInstanceOf(AddResult.Added.class);
        asked.add(block);
    }

    private void before(Block block, BlockFlow flow) {
        ChainIndex chain = block.chainIndex();
        int height = flow.height(block.header().parent()).orElseThrow() + 1;
        int groups = network.groups();
        Transaction foreign = last.transactions().get(0);
        if (EARLY.getOrDefault(chain, 0) == height) {
            if (network.leastZeros() <= EASY_WORK) {
                judge(
                        flow,
                        block,
                        HeaderMutants.of(
                                block, groups, hash -> flow.header(hash).orElseThrow(), genesis));
            }
            judge(flow, block, BodyMutants.of(block, groups, foreign));
            judge(flow, block, BodyMutants.ofSize(block, groups));
            if (chain.isIntraGroup()) {
                Block first = genesis.get(chain.flat(groups));
                judge(flow, block, WitnessMutants.of(block, groups, first));
                judge(flow, block, LessWorkMutants.of(block, network, first));
            }
        }
        for (int index = 0; index < block.nonCoinbase().size(); index++) {
            if (kinds.add(kind(block, index))) {
                judge(flow, block, TransactionMutants.of(block, index, groups, contracts));
                judge(flow, block, BodyMutants.of(block, groups, foreign));
            }
        }
        if (!CoinbaseData.of(block).uncles().isEmpty()) {
            judge(flow, block, BodyMutants.of(block, groups, foreign));
            withUncles.add(block);
        }
        for (Transaction transaction : block.nonCoinbase()) {
            transaction.contractInputs().forEach(contracts::remove);
            List<TxOutput> outputs = transaction.outputs();
            for (int i = 0; i < outputs.size(); i++) {
                if (outputs.get(i) instanceof TxOutput.Contract output) {
                    contracts.put(TxOutputRef.of(transaction.id(), i, output), output);
                }
            }
        }
        last = block;
    }

    private static String kind(Block block, int index) {
        Transaction tx = block.transactions().get(index);
        return block.chainIndex().isIntraGroup() + " " + tx.unsigned().script().isPresent() + " "
                + tx.unsigned().inputs().size() + " " + tx.generatedOutputs().size() + " "
                + block.nonCoinbase().size();
    }

    private void atTheEnd(BlockFlow flow) {
        for (Block block : withUncles) {
            UncleMutants.twins(block, flow).forEach(twin -> add(twin, flow));
            judge(flow, block, UncleMutants.of(block, network, flow));
        }
        TokenMutants tokens = new TokenMutants(flow, network.groups(), 1);
        Block issue = tokens.issue();
        judge(flow, issue, tokens.ofIssue());
        add(issue, flow);
        Block transfer = tokens.transfer();
        judge(flow, transfer, tokens.ofTransfer());
        add(transfer, flow);
    }

    private void judge(BlockFlow flow, Block block, List<Mutant> mutants) {
        ChainIndex chain = block.chainIndex();
        int height = flow.height(block.header().parent()).orElseThrow() + 1;
        for (Mutant mutant : mutants) {
            String name = recording + " " + chain.from() + "-" + chain.to() + "@" + height + " " + mutant.name();
            if (verdicts.put(name, verdict(flow, mutant)) == null) {
                asked.ask(name, mutant);
            }
        }
    }

    private String verdict(BlockFlow flow, Mutant mutant) {
        if (mutant.way() == Mutant.Way.SUBMIT) {
            return submitted(flow, Objects.requireNonNull(mutant.submitted()));
        }
        Block block = Objects.requireNonNull(mutant.block());
        try {
            if (mutant.way() == Mutant.Way.BLOCK) {
                flow.check(block);
            } else {
                flow.checkBody(block);
            }
            return VALID;
        } catch (BlockFaultException e) {
            return e.fault() == BlockFault.EXIST_INVALID_TX
                    ? IN_TRANSACTION + word(e.detail().substring(2 * Hash.LENGTH + 1))
                    : e.fault().officialName();
        } catch (NoSuchElementException e) {
            boolean missing = block.header().deps().stream().anyMatch(dep -> !flow.contains(dep));
            assertThat(missing).as(mutant.name()).isTrue();
            return "MissingDeps";
        }
    }

    private String submitted(BlockFlow flow, TransactionTemplate template) {
        return validator
                .check(
                        template,
                        flow.groupView(
                                template.unsigned().inputs().isEmpty()
                                        ? 0
                                        : template.unsigned().fromGroup(network.groups())),
                        chain -> new BlockFacts(chain, System.currentTimeMillis(), Target.MAX, Optional.empty()))
                .map(verdict -> word(verdict.message()))
                .orElse(VALID);
    }

    /** The name alone, without what it tells besides. */
    static String word(String message) {
        int end = message.indexOf('(');
        return end < 0 ? message : message.substring(0, end);
    }
}
