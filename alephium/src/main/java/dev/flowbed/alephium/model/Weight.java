package dev.flowbed.alephium.model;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import java.math.BigInteger;

/** Accumulated work, in expected hashes (model/Weight.scala). */
public record Weight(BigInteger value) implements Comparable<Weight>, Encodable {
    public static final Weight ZERO = new Weight(BigInteger.ZERO);

    /** The work that one block at this target stands for. */
    public static Weight of(Target target) {
        return new Weight(target.difficulty());
    }

    public static Weight read(ByteReader in) {
        return new Weight(new BigInteger(in.blob().unsafeArray()));
    }

    @Override
    public void write(ByteWriter out) {
        out.blob(Bytes.wrap(value.toByteArray()));
    }

    public Weight plus(Weight that) {
        return new Weight(value.add(that.value));
    }

    public Weight minus(Weight that) {
        return new Weight(value.subtract(that.value));
    }

    @Override
    public int compareTo(Weight that) {
        return value.compareTo(that.value);
    }
}
