package dev.flowbed.cli.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/** The log of one process: appended to by the process itself, kept within bounds by the supervisor. */
public record LogFile(Path path) {
    /** Bytes of a log before it is put aside; one old log is kept beside it. */
    public static final long BOUND = 8L << 20;

    private static final int LINE = 400;

    /** The log before this one. */
    public Path previous() {
        return path.resolveSibling(path.getFileName() + ".1");
    }

    /**
     * Puts the log aside when it has outgrown the bound. It is copied and cut rather than renamed, because the process keeps it
     * open for appending.
     */
    public void rotate(long bound) throws IOException {
        if (!Files.exists(path) || Files.size(path) <= bound) {
            return;
        }
        Files.copy(path, previous(), StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    /** The last lines, oldest first; none when there is no log. */
    public List<String> last(int lines) throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(0, file.length() - (long) lines * LINE);
            byte[] tail = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8);
            String[] all = text.stripTrailing().split("\n");
            int first = Math.max(from > 0 ? 1 : 0, all.length - lines);
            return text.isBlank()
                    ? List.of()
                    : List.of(Arrays.copyOfRange(all, Math.min(first, all.length), all.length));
        }
    }
}
