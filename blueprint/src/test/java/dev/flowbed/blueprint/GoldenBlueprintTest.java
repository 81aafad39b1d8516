package dev.flowbed.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.flowbed.blueprint.input.Reading;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every folder is a case: {@code in-*.yaml} are resources, {@code out-*} what becomes of them. Folders named cluster-* are
 * placed in pods, all others on one machine. Run with {@code -Dflowbed.regenerate=true} to write the outcome anew, and read
 * the difference.
 */
class GoldenBlueprintTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final boolean REGENERATE = Boolean.getBoolean("flowbed.regenerate");

    private final ResourceReader reader = new ResourceReader();

    @TestFactory
    Stream<DynamicTest> resourcesBecomeWorkloads() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
        }
    }

    private void check(Path folder) throws IOException {
        Reading reading = reader.read(sources(folder));
        assertThat(reading.problems()).isEmpty();
        boolean cluster = folder.getFileName().toString().startsWith("cluster-");
        Placement placement = cluster ? new ClusterPlacement() : new LocalPlacement();
        Map<String, String> outcome = new TreeMap<>();
        for (TestnetResources testnet : reading.testnets()) {
            outcome.putAll(Rendering.of(Blueprint.of(testnet, placement)));
        }
        if (REGENERATE) {
            for (String old : outFiles(folder).keySet()) {
                Files.delete(folder.resolve(old));
            }
            for (Map.Entry<String, String> file : outcome.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
        assertThat(outcome).isEqualTo(outFiles(folder));
        outcome.forEach((name, content) -> {
            if (name.endsWith(".conf")) {
                assertThat(ConfigFactory.parseString(content).hasPath("alephium.broker.groups"))
                        .isTrue();
            }
        });
    }

    private static List<Source> sources(Path folder) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Map.Entry<String, String> file : files(folder, "in-").entrySet()) {
            sources.add(new Source(file.getKey(), file.getValue()));
        }
        return sources;
    }

    private static Map<String, String> outFiles(Path folder) throws IOException {
        return files(folder, "out-");
    }

    private static Map<String, String> files(Path folder, String prefix) throws IOException {
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
