package dev.flowbed.cli.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder that holds one folder per testnet. */
public record StateRoot(Path path) {
    /**
     * {@code FLOWBED_STATE_DIR}, or {@code flowbed} in {@code XDG_STATE_HOME}, or in {@code ~/.local/state}.
     *
     * @param environment the variables of this process
     * @param home the user's home folder
     */
    public static StateRoot of(Map<String, String> environment, Path home) {
        Optional<Path> own = set(environment, "FLOWBED_STATE_DIR");
        if (own.isPresent()) {
            return new StateRoot(own.get().toAbsolutePath().normalize());
        }
        Path base =
                set(environment, "XDG_STATE_HOME").orElse(home.resolve(".local").resolve("state"));
        return new StateRoot(base.resolve("flowbed").toAbsolutePath().normalize());
    }

    private static Optional<Path> set(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    /** The folder of a testnet, whether it exists or not. */
    public TestnetDir testnet(String name) {
        return new TestnetDir(path.resolve(name));
    }

    /** The testnets that were brought up here and not wiped, by name. */
    public List<TestnetDir> testnets() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(TestnetDir::new)
                    .filter(TestnetDir::exists)
                    .sorted(java.util.Comparator.comparing(TestnetDir::name))
                    .toList();
        }
    }

    /** Held while ports are chosen, so that two testnets never choose the same. */
    public Path portsLock() {
        return path.resolve("ports.lock");
    }

    /** The testnets that went away by themselves. */
    public EndedTestnets ended() {
        return new EndedTestnets(path.resolve("ended.log"));
    }

    /** Makes the folder, for this user only. */
    public void create() throws IOException {
        PrivateFiles.directories(path);
    }
}
