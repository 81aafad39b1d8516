package dev.flowbed.cli.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** A record in a JSON file that somebody replaces now and then: read again only after that. */
public final class ReplacedFile<T> {
    private final Path file;
    private final Class<T> type;
    private String version = "";
    private Optional<T> value = Optional.empty();

    public ReplacedFile(Path file, Class<T> type) {
        this.file = file;
        this.type = type;
    }

    /** What the file holds; empty when there is no such file. */
    public Optional<T> read() throws IOException {
        String found = version();
        if (!found.equals(version)) {
            value = Json.read(file, type);
            version = found;
        }
        return value;
    }

    /** Each replacement is another file with a time of its own. */
    private String version() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.fileKey() + " " + attributes.lastModifiedTime() + " " + attributes.size();
        } catch (NoSuchFileException absent) {
            return "absent";
        }
    }
}
