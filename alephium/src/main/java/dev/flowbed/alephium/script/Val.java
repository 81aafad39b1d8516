package dev.flowbed.alephium.script;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import java.math.BigInteger;

/** A value of the virtual machine: fields, arguments, events (vm/Val.scala). */
public sealed interface Val extends Encodable {
    /** True or false. */
    record Bool(boolean value) implements Val {
        @Override
        public void write(ByteWriter out) {
            out.u8(0).bool(value);
        }
    }

    /** A signed integer of 256 bits. */
    record SignedInteger(BigInteger value) implements Val {
        @Override
        public void write(ByteWriter out) {
            out.u8(1).compactSigned(value);
        }
    }

    /** An unsigned integer of 256 bits. */
    record UnsignedInteger(U256 value) implements Val {
        @Override
        public void write(ByteWriter out) {
            value.write(out.u8(2));
        }
    }

    /** A byte string. */
    record ByteVec(Bytes value) implements Val {
        @Override
        public void write(ByteWriter out) {
            out.u8(3).blob(value);
        }
    }

    /** An address. */
    record AddressVal(LockupScript value) implements Val {
        @Override
        public void write(ByteWriter out) {
            value.write(out.u8(4));
        }
    }

    static Val read(ByteReader in) {
        int tag = in.u8();
        return switch (tag) {
            case 0 -> new Bool(in.bool());
            case 1 -> new SignedInteger(in.compactSigned());
            case 2 -> new UnsignedInteger(U256.read(in));
            case 3 -> new ByteVec(in.blob());
            case 4 -> new AddressVal(LockupScript.read(in));
            default -> throw in.error("expected the type of a value (0 to 4), found " + tag);
        };
    }
}
