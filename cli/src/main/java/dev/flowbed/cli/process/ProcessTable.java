package dev.flowbed.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The kernel's table of processes ({@code /proc}). A zombie counts as dead. */
public final class ProcessTable {
    private static final int STATE = 0;
    private static final int SESSION = 3;
    private static final int START_TIME = 19;

    private final Path proc;

    public ProcessTable() {
        this(Path.of("/proc"));
    }

    ProcessTable(Path proc) {
        this.proc = proc;
    }

    /**
     * A process that carries a mark in its environment.
     *
     * @param leader whether it leads its session, as every process started here does and none that those start
     */
    public record Marked(ProcessId id, boolean leader, Map<String, String> environment) {
        /** A variable of its environment, empty when not set. */
        public String variable(String name) {
            return environment.getOrDefault(name, "");
        }
    }

    /** The process that has this number now; empty when none has, or only a zombie. */
    public Optional<ProcessId> identify(long pid) {
        List<String> fields = stat(pid);
        if (fields.size() <= START_TIME || fields.get(STATE).matches("[ZXx]")) {
            return Optional.empty();
        }
        return Optional.of(new ProcessId(pid, Long.parseLong(fields.get(START_TIME))));
    }

    /** Whether exactly this process still runs. */
    public boolean isAlive(ProcessId id) {
        return identify(id.pid()).filter(id::equals).isPresent();
    }

    /** Whether a signal holds a process that still runs: it does nothing until it gets SIGCONT. */
    public boolean isSuspended(ProcessId id) {
        List<String> fields = stat(id.pid());
        return isAlive(id) && fields.size() > STATE && fields.get(STATE).equalsIgnoreCase("T");
    }

    /** The processes whose environment sets a variable to a value. */
    public List<Marked> marked(String variable, String value) {
        List<Marked> found = new ArrayList<>();
        for (long pid : pids()) {
            Map<String, String> environment = environment(pid);
            if (value.equals(environment.get(variable))) {
                boolean leader = session(pid) == pid;
                identify(pid).ifPresent(id -> found.add(new Marked(id, leader, environment)));
            }
        }
        return found;
    }

    /** Tells this boot of the machine from every other; empty when the kernel does not say. */
    public String bootId() {
        try {
            return Files.readString(proc.resolve("sys/kernel/random/boot_id"), StandardCharsets.ISO_8859_1)
                    .trim();
        } catch (IOException unknown) {
            return "";
        }
    }

    /** Resident memory of a process in bytes. */
    public OptionalLong residentBytes(long pid) {
        try {
            for (String line : Files.readAllLines(proc.resolve(pid + "/status"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("VmRSS:")) {
                    return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) * 1024);
                }
            }
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }

    /** The words that a process was started with; empty when it is gone or another user's. */
    public List<String> commandLine(long pid) {
        return nullSeparated(pid, "cmdline");
    }

    /** The numbers of all processes. */
    List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path entry : entries) {
                pids.add(Long.parseLong(entry.getFileName().toString()));
            }
        } catch (IOException unreadable) {
            return List.of();
        }
        return pids;
    }

    Path directory(long pid) {
        return proc.resolve(Long.toString(pid));
    }

    private Map<String, String> environment(long pid) {
        Map<String, String> environment = new HashMap<>();
        for (String entry : nullSeparated(pid, "environ")) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                environment.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return environment;
    }

    private List<String> nullSeparated(long pid, String file) {
        try {
            String text = Files.readString(directory(pid).resolve(file), StandardCharsets.ISO_8859_1);
            return text.isEmpty() ? List.of() : List.of(text.split("\0"));
        } catch (IOException goneOrForeign) {
            return List.of();
        }
    }

    private long session(long pid) {
        List<String> fields = stat(pid);
        return fields.size() > SESSION ? Long.parseLong(fields.get(SESSION)) : -1;
    }

    /** The fields of {@code stat} after the name, which stands in brackets and may hold anything. */
    private List<String> stat(long pid) {
        try {
            String text = Files.readString(directory(pid).resolve("stat"), StandardCharsets.ISO_8859_1);
            return List.of(text.substring(text.lastIndexOf(')') + 2).trim().split(" "));
        } catch (IOException gone) {
            return List.of();
        }
    }
}
