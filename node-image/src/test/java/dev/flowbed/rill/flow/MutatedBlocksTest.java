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

    /** Changes that the official node takes too, by the end of their names, and why that is right. N is any place. */
    private static final Map<String, String> ACCEPTED = Map.ofEntries(
            Map.entry("nonce: another", "any nonce with enough work will do"),
            Map.entry(": its parent", "older dependencies are as good, while none of them knows a newer one"),
            Map.entry("state hash: of the parent", "it is the same where no block within the group lies between"),
            Map.entry("output N: to another of the group", "a miner may pay anybody of the group the block is to"),
            Map.entry("output N: to another of the group it is to", "its owner may pay anybody"),
            Map.entry(
                    "output N: to another of the group it is from",
                    "its owner may pay anybody, and another output still goes to the other group"),
            Map.entry("output N: to the group it is from", "so it is where the block stays within its group"),
            Map.entry("output N: to another group", "so it is where the other group is the one it is from"),
            Map.entry("output N: locked", "outputs may be locked"),
            Map.entry("output N: locked for a moment that is over", "outputs may be locked"),
            Map.entry("output N: a word", "outputs may carry data"),
            Map.entry("output N: as long a word as there may be", "outputs may carry data"),
            Map.entry("data: a word of the miner's", "a coinbase may carry data after what it must"),
            Map.entry("outputs: reversed", "outputs may stand in any order"),
            Map.entry("inputs: reversed", "inputs may stand in any order, and the first one names the key here too"),
            Map.entry("input N: the owner's key", "the key may be named again"),
            Map.entry("input N: as the one before", "so it was"),
            Map.entry("transactions: one less", "a block need not hold what waits"),
            Map.entry("signed again", "it is the same transaction"),
            Map.entry("script: none", "it had none, or can do without"),
            Map.entry("script: an empty one", "a script within a group may do nothing"),
            Map.entry("gas: the most there is, paid", "gas may be paid that is not used"),
            Map.entry("gas: 1 more, paid", "gas may be paid that is not used"),
            Map.entry("gas: the least there is, paid", "it is enough for what it does"),
            Map.entry("gas price: 1 more, paid", "a better price may be paid"),
            Map.entry("uncles: none", "uncles need not be named"),
            Map.entry("uncles: another of the uncle's template", "it is as good as the other one"),
            Map.entry("tokens moved: as it should be", "it is as the rules want it"),
            Map.entry(
                    "tokens moved: 1 from one owner to the other", "their owner may give them to anybody of the group"),
            Map.entry("tokens moved: all of one in one output", "so much came in"),
            Map.entry("tokens moved: in more outputs", "so much came in"),
            Map.entry("tokens moved: in another order", "outputs may stand in any order"),
            Map.entry("tokens moved: none of one goes out", "all of a token may be burnt"),
            Map.entry("tokens moved: output N: left out", "all of a token may be burnt"),
            Map.entry("tokens moved: output N: no entry", "all of a token may be burnt"),
            Map.entry("a script that takes all: the rest comes back", "it is as the rules want it"),
            Map.entry("less work: the miner pays", "it is as the rules want it"),
            Map.entry("submitted: a transfer", "it is as the rules want it"),
            Map.entry("submitted: a script", "it is as the rules want it"),
            Map.entry("script: no outputs of its own", "what a script gives back is output enough"),
            Map.entry("script: it takes assets and keeps them", "there were none to take"),
            Map.entry("script: it takes assets and gives them back", "it is as the rules want it"),
            Map.entry("script: it takes assets and gives back 1 less", "there was 1 less to take"),
            Map.entry("script: it fails and is said to", "failed scripts are paid for"),
            Map.entry("script: it does nothing", "a script may do nothing"),
            Map.entry("script hash: it ends well", "it is as the rules want it"),
            Map.entry("order: spent after it is made", "within a group, blocks may spend what they make"),
            Map.entry("multisig: two of three", "it is as the rules want it"),
            Map.entry("lock: until 0 ms after the block", "the lock is over"),
            Map.entry("lock: until -1 ms after the block", "the lock is over"),
            Map.entry("key: secp256k1", "it is as the rules want it"),
            Map.entry("key: ed25519", "it is as the rules want it"),
            Map.entry("key: WEBAUTHN", "it is as the rules want it"),
            Map.entry("key: SECP256R1", "it is as the rules want it"),
            Map.entry("key hash: by its owner", "it is as the rules want it"),
            Map.entry("key hash: by its key", "it is as the rules want it"),
            Map.entry("groupless multisig: two of three", "it is as the rules want it"));

    /** Where rill is stricter than the official node on purpose, and why. */
    private static final Map<String, String> STRICTER = Map.of(
            "submitted: a script, towards another group", "no block can take it, so it need not wait for one",
            "unknown, of another chain", "the official node looks for a parent before it asks whether it can be one");

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
        Map<String, String> all = new LinkedHashMap<>();
        Map<String, String> officials = new LinkedHashMap<>();
        for (String recording : List.of(TRANSFERS, CONTRACTS)) {
            Map<String, String> verdicts =
                    new ChangedBlocks(recording, new OfficialVerdicts()).judge(folder.resolve(recording));
            broken.addAll(verdicts.values());
            all.putAll(verdicts);
            officials.putAll(OfficialVerdicts.recorded(recording));
        }
        assertSame(officials, all);
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
        Map<String, String> different = new TreeMap<>(all);
        different.entrySet().removeIf(entry -> entry.getValue().equals(expected.remove(entry.getKey())));
        assertThat(different).isEmpty();
        assertThat(expected).isEmpty();
    }

    private static String config(String recording) throws IOException {
        return Recording.open(Recordings.file(recording + ".json.xz"))
                .config()
                .root()
                .render();
    }

    private static void assertSame(Map<String, String> officials, Map<String, String> rills) {
        Map<String, String> different = new TreeMap<>();
        Set<String> accepted = new TreeSet<>();
        Set<String> names = new TreeSet<>(officials.keySet());
        names.addAll(rills.keySet());
        for (String name : names) {
            String theirs = officials.getOrDefault(name, "not asked");
            String ours = rills.getOrDefault(name, "not made");
            // where it throws, the official node has no name for what is wrong
            boolean same = theirs.equals(ours) || theirs.startsWith("it throws") && !ours.equals(ChangedBlocks.VALID);
            if (!same && STRICTER.keySet().stream().noneMatch(name::endsWith)) {
                different.put(name, "official: " + theirs + ", rill: " + ours);
            }
            if (ours.equals(ChangedBlocks.VALID)
                    && ACCEPTED.keySet().stream().noneMatch(name.replaceAll("put \\d+: ", "put N: ")::endsWith)) {
                accepted.add(name);
            }
        }
        assertThat(different).isEmpty();
        assertThat(accepted).isEmpty();
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
