package dev.flowbed.alephium.mining;

import dev.flowbed.alephium.codec.FormatException;
import java.util.Arrays;
import java.util.Optional;

/** Cuts a stream of bytes into frames, whatever pieces it arrives in. Belongs to one thread. */
public final class FrameBuffer {
    private final int longest;
    private byte[] buffer = new byte[4096];
    private int start;
    private int end;

    /** Refuses frames longer than this many bytes. */
    public FrameBuffer(int longest) {
        this.longest = longest;
    }

    /** Takes what arrived. */
    public void append(byte[] bytes, int offset, int length) {
        if (buffer.length - end < length) {
            int held = end - start;
            byte[] target =
                    buffer.length < held + length ? new byte[Math.max(2 * buffer.length, held + length)] : buffer;
            System.arraycopy(buffer, start, target, 0, held);
            buffer = target;
            start = 0;
            end = held;
        }
        System.arraycopy(bytes, offset, buffer, end, length);
        end += length;
    }

    /** The next whole frame without its length, if one has arrived; {@link FormatException} on an impossible length. */
    public Optional<byte[]> next() {
        if (end - start < 4) {
            return Optional.empty();
        }
        int length = (buffer[start] & 0xff) << 24
                | (buffer[start + 1] & 0xff) << 16
                | (buffer[start + 2] & 0xff) << 8
                | (buffer[start + 3] & 0xff);
        if (length < 0 || length > longest) {
            throw new FormatException("expected a frame of at most " + longest + " bytes, found one of "
                    + Integer.toUnsignedString(length));
        }
        if (end - start - 4 < length) {
            return Optional.empty();
        }
        byte[] frame = Arrays.copyOfRange(buffer, start + 4, start + 4 + length);
        start += 4 + length;
        return Optional.of(frame);
    }
}
