package dev.flowbed.cli.command;

import dev.flowbed.blueprint.read.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The texts that a command line names: files, folders with YAML and JSON files, and {@code -} for standard input. */
final class Sources {
    /** More than the 1.5 MB that a cluster takes of one resource would not fit anyway. */
    private static final long LARGEST = 1 << 20;

    private Sources() {}

    static List<Source> read(List<String> names, InputStream in) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (String name : names) {
            if (name.equals("-")) {
                byte[] text = in.readNBytes((int) LARGEST + 1);
                Commands.require(
                        text.length <= LARGEST,
                        "standard input has more than " + (LARGEST >> 10) + " KB: that is the most that is read");
                sources.add(new Source("-", new String(text, StandardCharsets.UTF_8)));
            } else if (Files.isDirectory(Path.of(name))) {
                sources.addAll(folder(Path.of(name)));
            } else {
                NamedFile.requireReadable(Path.of(name), "");
                sources.add(source(Path.of(name)));
            }
        }
        return sources;
    }

    private static List<Source> folder(Path folder) throws IOException {
        List<Source> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList()) {
                sources.add(source(file));
            }
        }
        if (sources.isEmpty()) {
            throw new CommandFailure(ExitCode.INVALID, folder + " holds no .yaml, .yml or .json file");
        }
        return sources;
    }

    private static Source source(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new CommandFailure(
                    ExitCode.INVALID,
                    file + " has " + (Files.size(file) >> 10) + " KB: resources are read up to " + (LARGEST >> 10)
                            + " KB a file");
        }
        return new Source(file.toString(), NamedFile.decoded(file, ""));
    }
}
