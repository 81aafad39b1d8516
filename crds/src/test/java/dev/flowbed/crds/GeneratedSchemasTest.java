package dev.flowbed.crds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed definitions are those that the records generate. */
class GeneratedSchemasTest {

    @Test
    void committedDefinitionsAreUpToDate(@TempDir Path folder) throws IOException {
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, String> file :
                new GeneratedSchemas(folder).byFile().entrySet()) {
            Path committed = Path.of(file.getKey());
            if (!Files.exists(committed) || !Files.readString(committed).equals(file.getValue())) {
                Files.createDirectories(committed.toAbsolutePath().getParent());
                Files.writeString(committed, file.getValue());
                changed.add(file.getKey());
            }
        }
        assertThat(changed)
                .as("definitions that differed from the records; they have been written anew: commit them")
                .isEmpty();
    }
}
