package dev.flowbed.rill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.rill.differential.Answer;
import dev.flowbed.rill.differential.ChainPrograms;
import dev.flowbed.rill.differential.Corpus;
import dev.flowbed.rill.differential.Coverage;
import dev.flowbed.rill.differential.LockedTrials;
import dev.flowbed.rill.differential.Program;
import dev.flowbed.rill.differential.Programs;
import dev.flowbed.rill.differential.Shrinker;
import dev.flowbed.rill.differential.Trial;
import dev.flowbed.rill.differential.Trials;
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
 * Programs made for each instruction, random programs and random scripts are run by the official node and by rill, which must say
 * the same: values returned, gas, contracts, outputs, events, or the same error. Every instruction must pass and fail at least once.
 * {@code FLOWBED_ALEPHIUM_JAR} names the official node; {@code FLOWBED_DIFFERENTIAL_PROGRAMS} and
 * {@code FLOWBED_DIFFERENTIAL_SEED} say how many programs and which; {@code FLOWBED_DIFFERENTIAL_CORPUS} names a file that gets
 * some of the programs with the official answers.
 */
class VmDifferentialIT {
    private static final int MOST_DIFFERENCES = 25;
    private static final int SCRIPT_EVERY = 5;
    private static final String PATH = Trials.TEST_CONTRACT;

    @TempDir
    private Path folder;

    private final Coverage coverage = new Coverage();
    private final Map<String, String> differences = new LinkedHashMap<>();
    private final List<Corpus.Entry> corpus = new ArrayList<>();

    @Test
    void bothNodesSayTheSameToProgramsAndEveryInstructionPassesAndFailsInSome() {
        String settings = LockedTrials.SETTINGS + RunningRill.EVENTS;
        try (OfficialNode official = OfficialNode.startOrSkip(folder.resolve("official"), settings);
                RunningRill rill = RunningRill.start(folder.resolve("rill"), settings)) {
            Trials.all().forEach(trial -> compare(trial, official, rill));
            LockedTrials.all(address ->
                            rill.get("/addresses/" + address + "/utxos").json())
                    .forEach(trial -> compare(trial, official, rill));
            System.out.println("each instruction: " + differences.size() + " differ");
            compareRandom(official, rill);
        }
        System.out.println(coverage);
        Optional.ofNullable(System.getenv("FLOWBED_DIFFERENTIAL_CORPUS"))
                .ifPresent(file -> Corpus.write(Path.of(file), Corpus.choose(corpus)));
        assertThat(differences.keySet()).as("programs that differ").isEmpty();
        assertThat(coverage.lacking()).as("what no program has shown").isEmpty();
    }

    @Test
    void bothNodesSayTheSameWhenNeitherKeepsEvents() {
        List<Opcode> reporting = List.of(Opcode.LOG1, Opcode.DEBUG, Opcode.CREATE_CONTRACT, Opcode.DESTROY_SELF);
        try (OfficialNode official = OfficialNode.startOrSkip(folder.resolve("official"), "");
                RunningRill rill = RunningRill.start(folder.resolve("rill"), "")) {
            Trials.all().stream()
                    .filter(trial -> reporting.contains(trial.subject()))
                    .forEach(trial -> compare(trial, official, rill));
        }
        assertThat(differences.keySet()).as("programs that differ").isEmpty();
    }

    private void compare(Trial trial, OfficialNode official, RunningRill rill) {
        boolean isWellBefore = trial.before()
                .map(before -> send(official, trial.path(), before)
                        .filter(Answer::isOk)
                        .isPresent())
                .orElse(true);
        Optional<Answer> expected = compare(trial.name(), trial.path(), trial.request(), official, rill);
        expected.ifPresent(answer -> {
            coverage.add(trial, answer, isWellBefore);
            if (answer.isOk() || isWellBefore) {
                corpus.add(new Corpus.Entry(
                        trial.name(), Optional.of(trial.subject()), trial.path(), trial.request(), answer));
            }
        });
    }

    /** The official answer; empty when there is none in time. */
    private Optional<Answer> compare(
            String name, String path, ObjectNode request, OfficialNode official, RunningRill rill) {
        Optional<Answer> expected = send(official, path, request);
        Answer found = send(rill, path, request);
        if (expected.isPresent() && !expected.get().equals(found)) {
            differences.put(name, path + " " + request + "\nofficial " + expected.get() + "\nrill     " + found);
            System.out.println("==== " + name + "\n" + differences.get(name));
        }
        return expected;
    }

    private void compareRandom(OfficialNode official, RunningRill rill) {
        long seed = number("FLOWBED_DIFFERENTIAL_SEED", 1);
        int count = (int) number("FLOWBED_DIFFERENTIAL_PROGRAMS", 3000);
        List<Unit> units = Unit.all();
        ChainPrograms scripts = new ChainPrograms(seed, 0, Trials.payer());
        for (int i = 0; i < count && differences.size() < MOST_DIFFERENCES; i++) {
            if (i > 0 && i % 500 == 0) {
                System.out.println(i + " programs, " + differences.size() + " differ");
            }
            long own = seed * 1_000_003 + i;
            if (i % SCRIPT_EVERY == 0) {
                compareScript(Trials.scriptCall(scripts.nextScript(List.of())), official, rill);
            }
            Program program = i % 2 == 0 ? Programs.unit(units.get(i / 2 % units.size()), own) : Programs.of(own);
            compare(program, own, official, rill);
        }
    }

    private void compareScript(ObjectNode request, OfficialNode official, RunningRill rill) {
        Optional<Answer> before = send(official, Trials.CALL_SCRIPT, request);
        Answer found = send(rill, Trials.CALL_SCRIPT, request);
        Optional<Answer> after = send(official, Trials.CALL_SCRIPT, request);
        // a script that looks at the clock says something else each time
        if (before.isPresent() && before.equals(after)) {
            coverage.add(before.get());
            corpus.add(new Corpus.Entry("script", Optional.empty(), Trials.CALL_SCRIPT, request, before.get()));
            if (!before.get().equals(found)) {
                String kind = "script: " + before.get().gist() + " / " + found.gist();
                differences.put(kind, request + "\nofficial " + before.get() + "\nrill     " + found);
                System.out.println("==== " + kind + "\n" + differences.get(kind));
            }
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
        corpus.add(new Corpus.Entry(program.name(), Optional.empty(), PATH, program.json(), expected.get()));
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
        return send(rill, PATH, program.json());
    }

    private static Optional<Answer> send(OfficialNode official, Program program) {
        return send(official, PATH, program.json());
    }

    private static Answer send(RunningRill rill, String path, ObjectNode request) {
        RunningRill.Answer said = rill.post(path, request.toString());
        return Answer.of(said.status(), said.json());
    }

    private static Optional<Answer> send(OfficialNode official, String path, ObjectNode request) {
        try {
            RunningRill.Answer said = official.post(path, request.toString());
            return Optional.of(Answer.of(said.status(), said.json()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
