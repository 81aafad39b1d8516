package dev.flowbed.rill.official;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The official full node, as the jar that its releases offer. */
record OfficialJar(Path path) {
    private static final String VARIABLE = "FLOWBED_ALEPHIUM_JAR";

    /** The jar that the environment names; without one the test is skipped, and says so. */
    static OfficialJar orSkip() {
        String given = System.getenv(VARIABLE);
        String why =
                "SKIPPED: " + VARIABLE + " names no official full node to peer with. Set it to the path of its jar";
        if (given == null || given.isBlank()) {
            System.out.println(why);
        }
        assumeTrue(given != null && !given.isBlank(), why);
        Path path = Path.of(Objects.requireNonNull(given)).toAbsolutePath();
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(
                    VARIABLE + " is " + given + ", where there is no file: expected the official node's jar");
        }
        return new OfficialJar(path);
    }
}
