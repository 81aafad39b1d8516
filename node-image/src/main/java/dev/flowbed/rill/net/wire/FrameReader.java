package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.codec.FormatException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into the data of frames. Holds at most one frame; memory grows with the bytes that have arrived, never
 * with the length that a peer announces. Belongs to one thread.
 */
public final class FrameReader {
    private static final int FIRST_ALLOCATION = 4096;
    private static final int MIN_LENGTH = 5;

    private final WireFrame frames;
    private final int maxLength;
    private final byte[] header = new byte[WireFrame.HEADER_LENGTH];
    private int headerSize;
    private byte @Nullable [] body;
    private int bodySize;
    private int length;
    private int checksum;

    /** @param maxLength the most data bytes that a frame may carry */
    public FrameReader(WireFrame frames, int maxLength) {
        this.frames = frames;
        this.maxLength = maxLength;
    }

    /** Receives the data of each whole frame. */
    @FunctionalInterface
    public interface FrameHandler {
        /** The data of one frame, now the handler's own. */
        void handle(byte[] data);
    }

    /** Takes in bytes as they came; throws {@link FormatException} when they cannot be frames of this network. */
    public void push(byte[] bytes, FrameHandler handler) {
        int position = 0;
        while (position < bytes.length) {
            if (body == null) {
                int taken = Math.min(header.length - headerSize, bytes.length - position);
                System.arraycopy(bytes, position, header, headerSize, taken);
                headerSize += taken;
                position += taken;
                if (headerSize >= 4 && int32(0) != frames.magic()) {
                    throw new FormatException(
                            0, "expected the magic bytes of this network, found those of another or of no peer");
                }
                if (headerSize < header.length) {
                    return;
                }
                startBody();
            }
            byte[] target = grown(bytes.length - position);
            int taken = Math.min(length - bodySize, bytes.length - position);
            System.arraycopy(bytes, position, target, bodySize, taken);
            bodySize += taken;
            position += taken;
            if (bodySize == length) {
                finish(target, handler);
            }
        }
    }

    private void startBody() {
        checksum = int32(4);
        length = int32(8);
        if (length < MIN_LENGTH || length > maxLength) {
            throw new FormatException(
                    8, "expected a frame of " + MIN_LENGTH + " to " + maxLength + " bytes, found " + length);
        }
        body = new byte[Math.min(length, FIRST_ALLOCATION)];
        bodySize = 0;
    }

    private byte[] grown(int incoming) {
        byte[] current = body == null ? new byte[0] : body;
        int needed = Math.min(length, bodySize + incoming);
        if (needed > current.length) {
            current = Arrays.copyOf(current, (int) Math.min(length, Math.max(needed, 2L * current.length)));
            body = current;
        }
        return current;
    }

    private void finish(byte[] data, FrameHandler handler) {
        body = null;
        headerSize = 0;
        byte[] exact = data.length == length ? data : Arrays.copyOf(data, length);
        int found = WireFrame.checksum(exact, 0, length);
        if (found != checksum) {
            throw new FormatException(
                    4,
                    "expected the checksum " + Integer.toHexString(found) + ", found " + Integer.toHexString(checksum));
        }
        handler.handle(exact);
    }

    private int int32(int offset) {
        return (header[offset] << 24)
                | ((header[offset + 1] & 0xff) << 16)
                | ((header[offset + 2] & 0xff) << 8)
                | (header[offset + 3] & 0xff);
    }
}
