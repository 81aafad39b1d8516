package dev.flowbed.cli.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Testnets that went away by themselves and left nothing else: a line each, so that whoever comes back learns why. */
public record EndedTestnets(Path file) {
    private static final int KEPT = 50;

    /** One of them. */
    public record Entry(Instant at, String name, String why) {
        private String line() {
            return at.truncatedTo(ChronoUnit.SECONDS) + " " + name + " " + why;
        }

        private static Optional<Entry> parse(String line) {
            String[] words = line.split(" ", 3);
            return words.length == 3
                    ? Optional.of(new Entry(Instant.parse(words[0]), words[1], words[2]))
                    : Optional.empty();
        }
    }

    /** Adds one; the oldest are forgotten. */
    public void add(Entry entry) throws IOException {
        List<String> lines = new ArrayList<>(lines());
        lines.add(entry.line());
        int first = Math.max(0, lines.size() - KEPT);
        PrivateFiles.write(file, String.join("\n", lines.subList(first, lines.size())) + "\n");
    }

    /** The last one of a name. */
    public Optional<Entry> last(String name) throws IOException {
        return lines().stream()
                .map(Entry::parse)
                .flatMap(Optional::stream)
                .filter(entry -> entry.name().equals(name))
                .reduce((earlier, later) -> later);
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }
}
