package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.rill.differential.Answer;
import dev.flowbed.rill.differential.Corpus;
import dev.flowbed.rill.differential.Coverage;
import dev.flowbed.rill.differential.Program;
import dev.flowbed.rill.differential.Programs;
import dev.flowbed.rill.differential.Shrinker;
import dev.flowbed.rill.differential.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs are run by the official node and by rill, which must say the same: values returned, gas, contracts, outputs,
 * events, or the same error. {@code FLOWBED_ALEPHIUM_JAR} names the official node; {@code FLOWBED_DIFFERENTIAL_PROGRAMS} and
 * {@code FLOWBED_DIFFERENTIAL_SEED} say how many programs and which; {@code FLOWBED_DIFFERENTIAL_CORPUS} names a file that gets
 * some of the programs with the official answers.
 */
class VmDifferentialIT {
    private static final int MOST_DIFFERENCES = 25;
    private static final String PATH = "/contracts/test-contract";

    @TempDir
    private Path folder;

    private final Coverage coverage = new Coverage();
    private final Map<String, String> differences = new LinkedHashMap<>();
    private final List<Corpus.Entry> corpus = new ArrayList<>();

    @Test
    void bothNodesSayTheSameToRandomPrograms() {
        try (OfficialNode official = OfficialNode.startOrSkip(folder.resolve("official"));
                RunningRill rill = RunningRill.start(folder.resolve("rill"), "")) {
            compare(official, rill);
        }
        System.out.println(coverage);
        Optional.ofNullable(System.getenv("FLOWBED_DIFFERENTIAL_CORPUS"))
                .ifPresent(file -> Corpus.write(Path.of(file), Corpus.choose(corpus)));
        assertThat(differences.keySet()).as("programs that differ").isEmpty();
    }

    private void compare(OfficialNode official, RunningRill rill) {
        long seed = number("FLOWBED_DIFFERENTIAL_SEED", 1);
        int count = (int) number("FLOWBED_DIFFERENTIAL_PROGRAMS", 3000);
        List<Unit> units = Unit.all();
        for (int i = 0; i < count && differences.size() < MOST_DIFFERENCES; i++) {
            if (i > 0 && i % 500 == 0) {
                System.out.println(i + " programs, " + differences.size() + " differ");
            }
            long own = seed * 1_000_003 + i;
            Program program = i % 2 == 0 ? Programs.unit(units.get(i / 2 % units.size()), own) : Programs.of(own);
            compare(program, own, official, rill);
        }
    }

    private static long number(String variable, long usual) {
        String given = System.getenv(variable);
        return given == null || given.isBlank() ? usual : Long.parseLong(given.trim());
    }

    private void compare(Program program, long seed, OfficialNode official, RunningRill rill) {
        Optional<Answer> expected = send(official, program);
        if (expected.isEmpty()) {
            System.out.println("no official answer in time to " + Shrinker.describe(program));
            return;
        }
        Answer found = send(rill, program);
        coverage.add(program, expected.get());
        corpus.add(new Corpus.Entry(program.name(), program.json(), expected.get()));
        String kind = program.name() + ": " + expected.get().gist() + " / " + found.gist();
        if (!expected.get().equals(found) && !differences.containsKey(kind)) {
            differences.put(kind, "seed " + seed + "\n" + difference(program, expected.get(), found, official, rill));
            System.out.println("==== " + kind + "\n" + differences.get(kind));
        }
    }

    private static String difference(
            Program program, Answer expected, Answer found, OfficialNode official, RunningRill rill) {
        Program small = Shrinker.shrink(program, smaller -> {
            Optional<Answer> officially = send(official, smaller);
            Answer here = send(rill, smaller);
            return officially.isPresent()
                    && !officially.get().equals(here)
                    && officially.get().gist().equals(expected.gist())
                    && here.gist().equals(found.gist());
        });
        return Shrinker.describe(small) + "official " + send(official, small) + "\nrill     " + send(rill, small);
    }

    private static Answer send(RunningRill rill, Program program) {
        RunningRill.Answer said = rill.post(PATH, program.json().toString());
        return Answer.of(said.status(), said.json());
    }

    private static Optional<Answer> send(OfficialNode official, Program program) {
        try {
            RunningRill.Answer said = official.post(PATH, program.json().toString());
            return Optional.of(Answer.of(said.status(), said.json()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
