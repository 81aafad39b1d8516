package dev.flowbed.cli.terminal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Tells lines as they are written to files, also when a file is cut because its log was put aside. */
public final class LogFollower {
    private static final long POLL_MILLIS = 150;
    private static final int MOST_AT_ONCE = 1 << 20;

    private final List<Path> files;
    private final BiConsumer<Path, String> told;
    private final Map<Path, Long> read = new HashMap<>();
    private final Map<Path, String> unfinished = new HashMap<>();

    public LogFollower(List<Path> files, BiConsumer<Path, String> told) throws IOException {
        this.files = List.copyOf(files);
        this.told = told;
        for (Path file : files) {
            read.put(file, Files.exists(file) ? Files.size(file) : 0L);
        }
    }

    /** Goes on until the thread is interrupted. */
    public void follow() throws IOException, InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            look();
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Tells what was written since the last look. */
    void look() throws IOException {
        for (Path file : files) {
            if (Files.exists(file)) {
                look(file);
            }
        }
    }

    private void look(Path file) throws IOException {
        long from = read.getOrDefault(file, 0L);
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < from) {
                from = 0;
                unfinished.remove(file);
            }
            byte[] fresh = new byte[(int) Math.min(MOST_AT_ONCE, in.length() - from)];
            in.seek(from);
            in.readFully(fresh);
            read.put(file, from + fresh.length);
            String text = unfinished.getOrDefault(file, "") + new String(fresh, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n');
            if (end >= 0) {
                text.substring(0, end).lines().forEach(line -> told.accept(file, line));
            }
            unfinished.put(file, text.substring(end + 1));
        }
    }
}
