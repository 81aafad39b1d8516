package dev.flowbed.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.blueprint.input.Reading;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A folder of cases: in each, {@code in-*.yaml} are resources and {@code out-KIND-NAME.yaml} the objects that become of them. Run
 * with {@code -Dflowbed.regenerate=true} to write the outcome anew, and read the difference.
 */
public record GoldenFolder(Path folder) {
    private static final Path ALL = Path.of("src/test/resources/golden");
    private static final boolean REGENERATE = Boolean.getBoolean("flowbed.regenerate");

    /** The cases of a subject, each a test. */
    public static Stream<DynamicTest> cases(String subject, Function<TestnetResources, List<HasMetadata>> made) {
        try (Stream<Path> folders = Files.list(ALL.resolve(subject))) {
            return folders.sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(
                            folder.getFileName().toString(), () -> new GoldenFolder(folder).check(made)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(Function<TestnetResources, List<HasMetadata>> made) throws IOException {
        Map<String, String> outcome = new TreeMap<>();
        for (TestnetResources resources : resources()) {
            for (HasMetadata object : made.apply(resources)) {
                String name = "out-" + object.getKind().toLowerCase(Locale.ROOT) + "-"
                        + object.getMetadata().getName() + ".yaml";
                assertThat(outcome.put(name, Serialization.asYaml(object)))
                        .as("another object of that kind and name: " + name)
                        .isNull();
            }
        }
        if (REGENERATE) {
            for (String old : files("out-").keySet()) {
                Files.delete(folder.resolve(old));
            }
            for (Map.Entry<String, String> file : outcome.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
        assertThat(outcome).isEqualTo(files("out-"));
    }

    private List<TestnetResources> resources() throws IOException {
        List<Source> sources = new ArrayList<>();
        files("in-").forEach((name, text) -> sources.add(new Source(name, text)));
        Reading reading = new ResourceReader().read(sources);
        assertThat(reading.problems()).isEmpty();
        return reading.testnets();
    }

    private Map<String, String> files(String prefix) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(prefix)) {
                    files.put(name, Files.readString(file));
                }
            }
        }
        return files;
    }
}
