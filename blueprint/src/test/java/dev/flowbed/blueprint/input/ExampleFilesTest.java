package dev.flowbed.blueprint.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.read.Document;
import dev.flowbed.blueprint.read.Documents;
import dev.flowbed.blueprint.read.Problem;
import dev.flowbed.blueprint.read.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file is a case: a valid one has no problems; an invalid one starts with the problems that it must have, one comment
 * a line ({@code # line:column: field: message}); a change holds a resource as it was and as it is wanted. Run with
 * {@code -Dflowbed.regenerate=true} to write the comments anew, and read the difference.
 */
class ExampleFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/resources");
    private static final boolean REGENERATE = Boolean.getBoolean("flowbed.regenerate");

    private final ResourceReader reader = new ResourceReader();
    private final Documents documents = new Documents();

    @TestFactory
    Stream<DynamicTest> validResourcesHaveNoProblems() throws IOException {
        return cases("valid", text -> {
            Reading reading = reader.read(List.of(new Source("file", text)));
            assertThat(reading.problems()).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> theExamplesAreValid() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../examples"))) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(),
                            () -> assertThat(reader.read(List.of(new Source(file.toString(), read(file))))
                                            .problems())
                                    .isEmpty()));
        }
    }

    @TestFactory
    Stream<DynamicTest> invalidResourcesAreRefusedWithTheirMessages() throws IOException {
        return expecting(
                "invalid",
                text -> reader.read(List.of(new Source("file", text))).problems());
    }

    @TestFactory
    Stream<DynamicTest> changesAreJudgedAgainstTheResourceAsItWas() throws IOException {
        return expecting("changes", text -> {
            List<Problem> problems = new ArrayList<>();
            List<Document> read = documents.read(new Source("file", text), problems);
            assertThat(problems).isEmpty();
            return documents.change(read.get(0).resource(), read.get(1));
        });
    }

    private static Stream<DynamicTest> expecting(String folder, Judge judge) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        String body = body(Files.readString(file));
                        String expected = judge.judge(body).stream()
                                .map(problem -> "# " + problem.toString().replaceFirst("^[^:]*:", "") + "\n")
                                .collect(Collectors.joining());
                        if (REGENERATE) {
                            Files.writeString(file, expected + body);
                        }
                        assertThat(Files.readString(file)).isEqualTo(expected + body);
                    }));
        }
    }

    /** Without the expectations at the top, so that lines count from the first line of the resource. */
    private static String body(String text) {
        return text.replaceFirst("\\A(# [0-9]+:[0-9]+: .*\n)*", "");
    }

    private static Stream<DynamicTest> cases(String folder, Check check) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check.check(read(file))));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Judge {
        List<Problem> judge(String text);
    }

    private interface Check {
        void check(String text);
    }
}
