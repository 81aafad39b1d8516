package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.rill.differential.Answer;
import dev.flowbed.rill.differential.Corpus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random programs do what they did on the official node: answers that were recorded from it (see {@code VmDifferentialIT}). */
class VmCorpusTest {
    @TempDir
    private Path home;

    @Test
    void programsDoWhatTheyDidOnTheOfficialNode() {
        List<Corpus.Entry> corpus = Corpus.read(
                Objects.requireNonNull(VmCorpusTest.class.getResourceAsStream("official-programs.jsonl.gz")));
        List<String> differing = new ArrayList<>();
        try (RunningRill rill = RunningRill.start(home, "")) {
            for (Corpus.Entry entry : corpus) {
                RunningRill.Answer said =
                        rill.post("/contracts/test-contract", entry.request().toString());
                Answer found = Answer.of(said.status(), said.json());
                if (!found.equals(entry.answer())) {
                    differing.add(entry.name() + "\n  " + entry.request() + "\n  official " + entry.answer()
                            + "\n  rill     " + found);
                }
            }
        }
        assertThat(corpus).hasSizeGreaterThan(200);
        assertThat(differing).isEmpty();
    }
}
