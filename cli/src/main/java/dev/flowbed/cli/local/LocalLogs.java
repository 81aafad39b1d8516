package dev.flowbed.cli.local;

import dev.flowbed.cli.process.LogFile;
import dev.flowbed.cli.terminal.LogFollower;
import dev.flowbed.cli.view.ProcessLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The logs in a folder, one file a process. */
record LocalLogs(Path folder) implements ProcessLogs {
    private static final String SUFFIX = ".log";

    @Override
    public List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .map(LocalLogs::name)
                    .sorted()
                    .toList();
        }
    }

    @Override
    public List<String> last(String process, int lines) throws IOException {
        return new LogFile(file(process)).last(lines);
    }

    @Override
    public void follow(List<String> processes, BiConsumer<String, String> told)
            throws IOException, InterruptedException {
        List<Path> files = processes.stream().map(this::file).toList();
        new LogFollower(files, (file, line) -> told.accept(name(file), line)).follow();
    }

    private Path file(String process) {
        return folder.resolve(process + SUFFIX);
    }

    private static String name(Path log) {
        String file = log.getFileName().toString();
        return file.substring(0, file.length() - SUFFIX.length());
    }
}
