package dev.flowbed.miner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfCopyTest {
    @TempDir
    private Path folder;

    @Test
    void takesWhatLinksLeadToAndLeavesOutWhatIsNotThereOrNeverRun() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("etc/security"));
        Files.writeString(elsewhere.resolve("java.security"), "rules");
        Path java = Files.createDirectories(folder.resolve("java"));
        Files.createDirectories(java.resolve("lib"));
        Files.createDirectories(java.resolve("legal/java.base"));
        Files.writeString(java.resolve("lib/modules"), "classes");
        Files.writeString(java.resolve("legal/java.base/LICENSE"), "terms");
        Files.createSymbolicLink(java.resolve("lib/security"), elsewhere);
        Files.createSymbolicLink(java.resolve("lib/src.zip"), folder.resolve("not-installed"));
        Files.createSymbolicLink(java.resolve("lib/other.zip"), folder.resolve("not-installed-either"));

        Path copy = folder.resolve("copy");
        SelfCopy.copy(java, copy);

        assertThat(copy.resolve("lib/modules")).hasContent("classes");
        assertThat(copy.resolve("lib/security/java.security")).isRegularFile().hasContent("rules");
        assertThat(Files.isSymbolicLink(copy.resolve("lib/security"))).isFalse();
        assertThat(copy.resolve("lib/src.zip")).doesNotExist();
        assertThat(copy.resolve("lib/other.zip")).doesNotExist();
        assertThat(copy.resolve("legal")).doesNotExist();
    }
}
