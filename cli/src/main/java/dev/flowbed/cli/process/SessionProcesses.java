package dev.flowbed.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Starts every process as the leader of its own session and process group, with its output in a file: it gets no Ctrl-C of
 * the terminal, lives on when the starter is killed, and ends together with all that it started.
 */
public final class SessionProcesses implements Processes {
    private static final long ENDED_AT_ONCE = -1;

    private final ProcessTable table;
    private final Map<ProcessId, Process> children = new ConcurrentHashMap<>();

    public SessionProcesses(ProcessTable table) {
        this.table = table;
    }

    @Override
    public ProcessId start(Launch launch) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(launch.command());
        Files.createDirectories(launch.workingDirectory());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(launch.workingDirectory().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        ProcessId id = table.identify(process.pid()).orElse(new ProcessId(process.pid(), ENDED_AT_ONCE));
        children.put(id, process);
        return id;
    }

    @Override
    public boolean isAlive(ProcessId id) {
        return table.isAlive(id);
    }

    @Override
    public OptionalInt exitCode(ProcessId id) {
        Process process = children.get(id);
        if (process == null || process.isAlive()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(process.exitValue());
    }

    @Override
    public void terminate(Collection<ProcessId> ids) {
        signal("TERM", ids);
        signal("CONT", ids); // a suspended process gets the other one only when it goes on
    }

    @Override
    public void kill(Collection<ProcessId> ids) {
        signal("KILL", ids);
    }

    /** Signals the groups of those that still are who they were; {@code kill} of the shell, since Java signals no groups. */
    private void signal(String signal, Collection<ProcessId> ids) {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "for p; do kill -s " + signal + " -- -$p || kill -s " + signal + " -- $p; done",
                "flowbed"));
        ids.stream().filter(table::isAlive).forEach(id -> command.add(Long.toString(id.pid())));
        if (command.size() == 4) {
            return;
        }
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
