package dev.flowbed.alephium.model;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.codec.FormatException;

/** 64 bytes beside a transaction: a signature of whatever kind the input's address asks for, or part of what WebAuthn signed. */
public record Signature(Bytes bytes) implements Encodable {
    /** The size, in bytes. */
    public static final int LENGTH = 64;

    public Signature {
        if (bytes.length() != LENGTH) {
            throw new FormatException("expected a signature of 64 bytes, found " + bytes.length());
        }
    }

    public static Signature read(ByteReader in) {
        return new Signature(Bytes.wrap(in.raw(LENGTH)));
    }

    @Override
    public void write(ByteWriter out) {
        out.raw(bytes);
    }
}
