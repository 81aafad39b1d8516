package dev.flowbed.alephium.codec;

/** A value with a serialized form. */
public interface Encodable {
    /** Appends the serialized form. */
    void write(ByteWriter out);

    /** The serialized form, in a fresh array. */
    default byte[] encode() {
        ByteWriter out = new ByteWriter();
        write(out);
        return out.toByteArray();
    }
}
