package dev.flowbed.rill.flow;

import dev.flowbed.rill.replay.RecordedChains;
import java.io.IOException;
import java.nio.file.Path;

/** The recordings of the official node that lie with the protocol's tests. */
public final class Recordings {
    private static final Path FOLDER =
            Path.of("..", "alephium", "src", "test", "resources", "dev", "flowbed", "alephium", "recording");

    private Recordings() {}

    /** Where a recording lies. */
    public static Path file(String name) {
        return FOLDER.resolve(name);
    }

    static RecordedChains read(String name) throws IOException {
        return RecordedChains.read(file(name));
    }
}
