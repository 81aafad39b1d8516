package dev.flowbed.alephium.codec;

/** Reads one value from where the reader stands. */
@FunctionalInterface
public interface Decoder<T> {
    /** Reads one value; throws {@link FormatException} on bytes that are none. */
    T read(ByteReader in);
}
