package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.rill.differential.Answer;
import dev.flowbed.rill.differential.Corpus;
import dev.flowbed.rill.differential.Coverage;
import dev.flowbed.rill.differential.LockedTrials;
import dev.flowbed.rill.differential.Trials;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs do what they did on the official node: answers that were recorded from it (see {@code VmDifferentialIT}). Every
 * instruction passes and fails in some of them.
 */
class VmCorpusTest {
    @TempDir
    private Path home;

    private static List<Corpus.Entry> corpus() {
        return Corpus.read(
                Objects.requireNonNull(VmCorpusTest.class.getResourceAsStream("official-programs.jsonl.gz")));
    }

    private static Set<String> reporters(Corpus.Entry entry) {
        return new TreeSet<>(entry.answer().body().findValuesAsText("contractAddress"));
    }

    @Test
    void aNodeThatKeepsNoEventsReportsNoneOfCalls() {
        try (RunningRill rill = RunningRill.start(home, LockedTrials.SETTINGS)) {
            for (Opcode opcode : List.of(Opcode.LOG1, Opcode.DEBUG)) {
                Corpus.Entry entry = corpus().stream()
                        .filter(one -> one.subject().equals(Optional.of(opcode))
                                && one.answer().isOk())
                        .findFirst()
                        .orElseThrow();
                JsonNode said =
                        rill.post(entry.path(), entry.request().toString()).json();
                assertThat(said.get("events")).isEmpty();
                assertThat(said.get("debugMessages")).isEmpty();
                ObjectNode rest = ((ObjectNode) said).without(List.of("events", "debugMessages"));
                assertThat(rest)
                        .isEqualTo(((ObjectNode) entry.answer().body()).without(List.of("events", "debugMessages")));
            }
        }
    }

    @Test
    void programsDoWhatTheyDidOnTheOfficialNode() {
        List<Corpus.Entry> corpus = corpus();
        List<String> differing = new ArrayList<>();
        Coverage coverage = new Coverage();
        try (RunningRill rill = RunningRill.start(home, LockedTrials.SETTINGS + RunningRill.EVENTS)) {
            for (Corpus.Entry entry : corpus) {
                RunningRill.Answer said =
                        rill.post(entry.path(), entry.request().toString());
                Answer found = Answer.of(said.status(), said.json());
                entry.subject().ifPresent(opcode -> coverage.add(opcode, found, true));
                if (!found.equals(entry.answer())) {
                    differing.add(entry.name() + "\n  " + entry.path() + " " + entry.request() + "\n  official "
                            + entry.answer() + "\n  rill     " + found);
                }
            }
        }
        assertThat(corpus)
                .hasSizeGreaterThan(400)
                .as("events in the order of the official node's table")
                .anySatisfy(entry -> assertThat(reporters(entry)).hasSize(Trials.MANY));
        assertThat(differing).isEmpty();
        assertThat(coverage.lacking()).isEmpty();
    }
}
