package dev.flowbed.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.blueprint.input.Reading;
import dev.flowbed.blueprint.input.ResourceReader;
import dev.flowbed.blueprint.read.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * {@code images/compose/} shows a testnet with docker compose: what lies there is what the blueprint makes of its {@code testnet.yaml}.
 * Run with {@code -Dflowbed.regenerate=true} to write it anew.
 */
class ComposeFilesTest {
    private static final Path FOLDER = Path.of("../images/compose");

    @Test
    void theComposeFileAndTheSettingsAreWhatTheBlueprintMakesOfTheResource() throws IOException {
        Map<String, String> made = made();
        if (Boolean.getBoolean("flowbed.regenerate")) {
            for (Map.Entry<String, String> file : made.entrySet()) {
                Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
            }
        }
        Map<String, String> found = new TreeMap<>();
        for (String name : made.keySet()) {
            found.put(name, Files.readString(FOLDER.resolve(name)));
        }
        assertThat(found).isEqualTo(made);
    }

    private static Map<String, String> made() throws IOException {
        Path resource = FOLDER.resolve("testnet.yaml");
        Reading reading =
                new ResourceReader().read(List.of(new Source(resource.toString(), Files.readString(resource))));
        assertThat(reading.problems()).isEmpty();
        TestnetResources testnet = reading.testnets().get(0);
        return ComposeFiles.of(Blueprint.of(testnet, new ComposePlacement()));
    }
}
