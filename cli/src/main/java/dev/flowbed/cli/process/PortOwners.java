package dev.flowbed.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Who listens on a TCP port of this machine, as far as the kernel tells us. */
public final class PortOwners {
    private static final String LISTENING = "0A";

    private final ProcessTable table;
    private final Path net;

    public PortOwners(ProcessTable table) {
        this(table, Path.of("/proc/self/net"));
    }

    PortOwners(ProcessTable table, Path net) {
        this.table = table;
        this.net = net;
    }

    /** A process that listens. */
    public record Owner(long pid, String command) {
        @Override
        public String toString() {
            return "process " + pid + " (" + command + ")";
        }
    }

    /** The process that listens on a port; empty when none does, or when it is another user's. */
    public Optional<Owner> of(int port) {
        return socket(port).flatMap(this::holder);
    }

    private Optional<String> socket(int port) {
        String suffix = String.format(":%04X", port);
        for (String file : List.of("tcp", "tcp6")) {
            try {
                for (String line : Files.readAllLines(net.resolve(file), StandardCharsets.ISO_8859_1)) {
                    String[] fields = line.trim().split("\\s+");
                    if (fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTENING)) {
                        return Optional.of("socket:[" + fields[9] + "]");
                    }
                }
            } catch (IOException unreadable) {
                continue;
            }
        }
        return Optional.empty();
    }

    private Optional<Owner> holder(String socket) {
        for (long pid : table.pids()) {
            try (DirectoryStream<Path> descriptors =
                    Files.newDirectoryStream(table.directory(pid).resolve("fd"))) {
                for (Path descriptor : descriptors) {
                    if (Files.readSymbolicLink(descriptor).toString().equals(socket)) {
                        return Optional.of(new Owner(pid, shortened(table.commandLine(pid))));
                    }
                }
            } catch (IOException foreignOrGone) {
                continue;
            }
        }
        return Optional.empty();
    }

    private static String shortened(List<String> command) {
        String words = String.join(" ", command);
        return words.length() <= 80 ? words : words.substring(0, 77) + "...";
    }
}
