package dev.flowbed.cli.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Writes a gzipped tar archive of plain files, in the POSIX ustar format. */
public final class TarGz implements AutoCloseable {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int PREFIX = 155;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;

    private final OutputStream out;
    private final long seconds;
    private int entries;

    /** Creates the file; all entries get the same time. */
    public TarGz(Path file, Instant time) throws IOException {
        this.out = new GZIPOutputStream(Files.newOutputStream(file));
        this.seconds = time.getEpochSecond();
    }

    /** Adds a file. */
    public void add(String path, byte[] content) throws IOException {
        out.write(header(path, content.length));
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        entries++;
    }

    /** Adds a file of this machine under another name. */
    public void add(String path, Path file) throws IOException {
        long length = Files.size(file);
        out.write(header(path, length));
        long copied = Files.copy(file, out);
        if (copied != length) {
            throw new IOException(file + " changed while it was packed");
        }
        out.write(new byte[(int) ((BLOCK - length % BLOCK) % BLOCK)]);
        entries++;
    }

    /** How many files were added. */
    public int entries() {
        return entries;
    }

    private byte[] header(String path, long length) {
        byte[] header = new byte[BLOCK];
        String name = path;
        String prefix = "";
        if (path.length() > NAME) {
            int cut = path.lastIndexOf('/', PREFIX);
            prefix = path.substring(0, cut);
            name = path.substring(cut + 1);
        }
        put(header, 0, name);
        put(header, 100, "0000600\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, String.format("%011o\0", length));
        put(header, 136, String.format("%011o\0", seconds));
        Arrays.fill(header, CHECKSUM_AT, CHECKSUM_AT + CHECKSUM_LENGTH, (byte) ' ');
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        put(header, 345, prefix);
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, CHECKSUM_AT, String.format("%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    @Override
    public void close() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.close();
    }
}
