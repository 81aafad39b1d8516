package dev.flowbed.cli.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps what was fetched on disk until it is known whether it belongs to the recording: a chain may be larger than memory. */
final class Spool implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FileChannel channel;
    private long end;

    private Spool(FileChannel channel) {
        this.channel = channel;
    }

    /** Where a value lies. */
    record Place(long offset, int length) {}

    static Spool open() throws IOException {
        Path file = Files.createTempFile("flowbed-record", ".json");
        return new Spool(FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    Place put(JsonNode value) throws IOException {
        byte[] bytes = MAPPER.writeValueAsBytes(value);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long offset = end;
        while (buffer.hasRemaining()) {
            end += channel.write(buffer, end);
        }
        return new Place(offset, bytes.length);
    }

    JsonNode get(Place place) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(place.length());
        while (buffer.hasRemaining() && channel.read(buffer, place.offset() + buffer.position()) >= 0) {
            continue;
        }
        return MAPPER.readTree(buffer.array());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
