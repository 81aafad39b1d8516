package dev.flowbed.cli.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start one process.
 *
 * @param name what to call it in messages
 * @param command program and arguments
 * @param environment variables on top of those of this process
 * @param workingDirectory where it runs
 * @param log the file that its output is appended to
 */
public record Launch(
        String name, List<String> command, Map<String, String> environment, Path workingDirectory, Path log) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
