package dev.flowbed.rill.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.recording.Recording;
import dev.flowbed.rill.validation.BlockFault;
import dev.flowbed.rill.validation.TxFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Test
    void saysWhatTheOfficialNodeSaysOfChangedBlocks() throws IOException {
        Set<String> broken = new TreeSet<>();
        for (String recording : List.of(TRANSFERS, CONTRACTS)) {
            Map<String, String> verdicts =
                    new ChangedBlocks(recording, new OfficialVerdicts()).judge(folder.resolve(recording));
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
            new ChangedBlocks(recording, questions).judge(own.resolve("rill"));
            all.putAll(questions.asked(jar, own, config(recording)));
            expected.putAll(OfficialVerdicts.recorded(recording));
        }
        List<String> lines = new ArrayList<>();
        all.forEach((name, verdict) -> lines.add(name + "\t" + verdict));
        Files.write(Path.of("target", "official-verdicts.tsv"), lines);
        assertThat(new TreeMap<>(all)).isEqualTo(new TreeMap<>(expected));
    }

    private static String config(String recording) throws IOException {
        return Recording.open(Recordings.file(recording + ".json.xz")).config().root().render();
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
            if (ours.equals(ChangedBlocks.VALID)) {
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
            String name = ChangedBlocks.word(fault.officialName());
            if (!broken.contains(name) && !broken.contains(ChangedBlocks.IN_TRANSACTION + name)) {
                missed.add(name);
            }
        }
        assertThat(missed).containsExactlyInAnyOrderElementsOf(OUT_OF_REACH.keySet());
    }
}
