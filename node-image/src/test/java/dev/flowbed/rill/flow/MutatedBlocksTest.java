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
import dev.flowbed.alephium.recording.Recording;
import dev.flowbed.rill.replay.RecordedChains;
import dev.flowbed.rill.validation.BlockFacts;
import dev.flowbed.rill.validation.BlockFault;
import dev.flowbed.rill.validation.BlockFaultException;
import dev.flowbed.rill.validation.TxFault;
import dev.flowbed.rill.validation.TxValidator;
import java.io.IOException;
import java.nio.file.Files;
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
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every part of recorded blocks is changed, and rill must say of each change what the official node says of it. Its answers are
 * written down in official-verdicts.tsv; where its jar is named by an environment variable, it is asked again.
 */
class MutatedBlocksTest {
    private static final String TRANSFERS = "recorded-transfers";
    private static final String CONTRACTS = "recorded-contracts";
    private static final String VALID = "Valid";
    private static final String IN_TRANSACTION = "ExistInvalidTx ";

    /** The heights at which blocks of a chain are changed: coinbases alone, easiest work. */
    private static final Map<ChainIndex, Integer> EARLY =
            Map.of(new ChainIndex(0, 0), 12, new ChainIndex(2, 2), 9, new ChainIndex(1, 3), 11);

    /** Changes that the official node takes too, by the end of their names, and why that is right. */
    private static final Map<String, String> ACCEPTED = Map.ofEntries(
            Map.entry("nonce: another", "any nonce with enough work will do"));

    /** Rules that no changed block can break. */
    private static final Map<String, String> OUT_OF_REACH = Map.of(
            "UnsupportedTxScript", "not official: for outputs without a world state (TxValidatorTest)",
            "InvalidTxDueToIOError", "the state would have to lack what its trie names",
            "InvalidBlockHeight", "takes a chain of more than 200 blocks (RefusedBlocksTest)",
            "InvalidGroup", "takes a broker of other groups (CliqueReplayTest)");

    @TempDir
    Path folder;

    private final OfficialVerdicts asked;
    private final Map<String, String> verdicts = new LinkedHashMap<>();

    @Test
    void saysWhatTheOfficialNodeSaysOfChangedBlocks() throws IOException {
        Set<String> broken = new TreeSet<>();
        for (String recording : List.of(TRANSFERS, CONTRACTS)) {
            verdicts.clear();
            judge(recording);
            assertSame(OfficialVerdicts.recorded(recording), verdicts);
            broken.addAll(verdicts.values());
        }
        assertEveryRuleIsBroken(broken);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = OfficialVerdicts.JAR_VARIABLE, matches = ".+")
    void theOfficialNodeStillSaysSo() throws IOException, InterruptedException {
        Path jar = Path.of(System.getenv(OfficialVerdicts.JAR_VARIABLE));
        Map<String, String> all = new LinkedHashMap<>();
        Map<String, String> expected = new LinkedHashMap<>();
        for (String recording : List.of(TRANSFERS, CONTRACTS)) {
            Path own = Files.createDirectories(folder.resolve(recording));
            OfficialVerdicts questions = new OfficialVerdicts();
            new MutatedBlocksTest(own, questions).judge(recording);
            all.putAll(questions.asked(jar, own, config(recording)));
            expected.putAll(OfficialVerdicts.recorded(recording));
        }
        List<String> lines = new ArrayList<>();
        all.forEach((name, verdict) -> lines.add(name + "\t" + verdict));
        Files.write(Path.of("target", "official-verdicts.tsv"), lines);
        assertThat(new TreeMap<>(all)).isEqualTo(new TreeMap<>(expected));
    }

    MutatedBlocksTest() {
        this.asked = new OfficialVerdicts();
    }

    private MutatedBlocksTest(Path folder, OfficialVerdicts official) {
        this.folder = folder;
        this.asked = official;
    }

    private static String config(String recording) throws IOException {
        return Recording.open(Recordings.file(recording + ".json.xz")).configText();
    }

    private static void assertSame(Map<String, String> officials, Map<String, String> rills) {
        Map<String, String> different = new TreeMap<>();
        Set<String> names = new TreeSet<>(officials.keySet());
        names.addAll(rills.keySet());
        for (String name : names) {
            String theirs = officials.getOrDefault(name, "not asked");
            String ours = rills.getOrDefault(name, "not made");
            if (!theirs.equals(ours) && !theirs.startsWith("it throws")) {
                different.put(name, "official: " + theirs + ", rill: " + ours);
            }
            if (ours.equals(VALID)) {
                assertThat(ACCEPTED.keySet()).as(name).anyMatch(name::endsWith);
            }
        }
        assertThat(different).isEmpty();
    }

    private static void assertEveryRuleIsBroken(Set<String> broken) {
        Set<String> missed = new TreeSet<>();
        for (BlockFault fault : BlockFault.values()) {
            if (fault != BlockFault.EXIST_INVALID_TX && !broken.contains(fault.officialName())) {
                missed.add(fault.officialName());
            }
        }
        for (TxFault fault : TxFault.values()) {
            String name = word(fault.officialName());
            if (!broken.contains(name) && !broken.contains(IN_TRANSACTION + name)) {
                missed.add(name);
            }
        }
        assertThat(missed).containsExactlyInAnyOrderElementsOf(OUT_OF_REACH.keySet());
    }

    // ---- scenes

    private void judge(String recording) throws IOException {
        RecordedChains recorded = Recordings.read(recording + ".json.xz");
        Broker alone = new Broker(recorded.network().groups(), 1, 0);
        try (TestNode node =
                TestNode.open(recorded.network(), alone, folder.resolve("rill-" + recording), InstantSource.system())) {
            Scenes scenes = new Scenes(recording, recorded, node.flow());
            for (Block block : recorded.blocks()) {
                scenes.before(block);
                add(node.flow(), block);
            }
            scenes.atTheEnd();
        }
    }

    private void add(BlockFlow flow, Block block) {
        assertThat(flow.add(block, BlockSource.LOCAL)).isInstanceOf(AddResult.Added.class);
        asked.add(block);
    }

    /** What is changed, and when. */
    private final class Scenes {
        private final String recording;
        private final NetworkSettings network;
        private final BlockFlow flow;
        private final List<Block> genesis;
        private final TxValidator validator;
        private final List<Block> withUncles = new ArrayList<>();
        private final Set<String> kinds = new LinkedHashSet<>();
        private Block last;

        Scenes(String recording, RecordedChains recorded, BlockFlow flow) {
            this.recording = recording;
            this.network = recorded.network();
            this.flow = flow;
            this.genesis = GenesisBlocks.of(network);
            this.validator = new TxValidator(network.networkId(), network.groups());
            this.last = recorded.blocks().get(0);
        }

        void before(Block block) {
            ChainIndex chain = block.chainIndex();
            int height = flow.height(block.header().parent()).orElseThrow() + 1;
            int groups = network.groups();
            Transaction foreign = last.transactions().get(0);
            if (EARLY.getOrDefault(chain, 0) == height) {
                judge(block, HeaderMutants.of(block, groups, hash -> flow.header(hash).orElseThrow(), genesis));
                judge(block, BodyMutants.of(block, groups, foreign));
                if (chain.isIntraGroup()) {
                    Block first = genesis.get(chain.flat(groups));
                    judge(block, WitnessMutants.of(block, groups, first));
                    judge(block, LessWorkMutants.of(block, network, first));
                }
            }
            for (int index = 0; index < block.nonCoinbase().size(); index++) {
                if (kinds.add(kind(block, index))) {
                    judge(block, TransactionMutants.of(block, index, groups));
                    judge(block, BodyMutants.of(block, groups, foreign));
                }
            }
            if (!CoinbaseData.of(block).uncles().isEmpty()) {
                judge(block, BodyMutants.of(block, groups, foreign));
                withUncles.add(block);
            }
            last = block;
        }

        private static String kind(Block block, int index) {
            Transaction tx = block.transactions().get(index);
            return block.chainIndex().isIntraGroup() + " " + tx.unsigned().script().isPresent() + " "
                    + tx.unsigned().inputs().size() + " " + tx.generatedOutputs().size() + " "
                    + block.nonCoinbase().size();
        }

        void atTheEnd() {
            for (Block block : withUncles) {
                UncleMutants.twins(block, flow).forEach(twin -> add(flow, twin));
                judge(block, UncleMutants.of(block, network, flow));
            }
        }

        private void judge(Block block, List<Mutant> mutants) {
            ChainIndex chain = block.chainIndex();
            int height = flow.height(block.header().parent()).orElseThrow() + 1;
            for (Mutant mutant : mutants) {
                String name = recording + " " + chain.from() + "-" + chain.to() + "@" + height + " " + mutant.name();
                if (verdicts.put(name, verdict(mutant)) == null) {
                    asked.ask(name, mutant);
                }
            }
        }

        private String verdict(Mutant mutant) {
            if (mutant.way() == Mutant.Way.SUBMIT) {
                return submitted(Objects.requireNonNull(mutant.submitted()));
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

        private String submitted(TransactionTemplate template) {
            return validator
                    .check(
                            template,
                            flow.groupView(template.unsigned().inputs().isEmpty()
                                    ? 0
                                    : template.unsigned().fromGroup(network.groups())),
                            chain -> new BlockFacts(chain, System.currentTimeMillis(), Target.MAX, Optional.empty()))
                    .map(verdict -> word(verdict.message()))
                    .orElse(VALID);
        }
    }

    /** The name alone, without what it tells besides. */
    private static String word(String message) {
        int end = message.indexOf('(');
        return end < 0 ? message : message.substring(0, end);
    }
}
