package dev.flowbed.alephium.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One instruction (vm/Instr.scala).
 *
 * @param opcode which one
 * @param number its operand when that is a number: an index, an offset, a selector, or two counts (the first times 256)
 * @param constant its operand when that is a value
 * @param text its operand when that is a text
 */
public record Instruction(
        Opcode opcode, int number, @Nullable Val constant, List<Bytes> text) implements Encodable {
    private static final BigInteger LARGEST_SMALL = BigInteger.valueOf(5);
    private static final int FARTHEST_JUMP = 1 << 16;
    private static final int LAST_DEVELOPMENT_CODE = 7;

    /** An instruction without an operand. */
    public static Instruction of(Opcode opcode) {
        return new Instruction(opcode, 0, null, List.of());
    }

    /** An instruction with a number. */
    public static Instruction of(Opcode opcode, int number) {
        return new Instruction(opcode, number, null, List.of());
    }

    private static Instruction of(Opcode opcode, Val constant) {
        return new Instruction(opcode, 0, constant, List.of());
    }

    /** The shortest instruction that pushes a value (vm/Instr.scala, ConstInstr). */
    public static Instruction constant(Val value) {
        if (value instanceof Val.Bool bool) {
            return of(bool.value() ? Opcode.CONST_TRUE : Opcode.CONST_FALSE);
        } else if (value instanceof Val.SignedInteger integer) {
            BigInteger number = integer.value();
            return number.equals(BigInteger.ONE.negate())
                    ? of(Opcode.I256_CONST_N1)
                    : number(number, Opcode.I256_CONST_0, Opcode.I256_CONST, value);
        } else if (value instanceof Val.UnsignedInteger integer) {
            return number(integer.value().value(), Opcode.U256_CONST_0, Opcode.U256_CONST, value);
        }
        return of(value instanceof Val.ByteVec ? Opcode.BYTES_CONST : Opcode.ADDRESS_CONST, value);
    }

    private static Instruction number(BigInteger number, Opcode zero, Opcode other, Val value) {
        boolean isSmall = number.signum() >= 0 && number.compareTo(LARGEST_SMALL) <= 0;
        Opcode small = isSmall ? Opcode.of(zero.code() + number.intValue()) : null;
        return small == null ? of(other, value) : of(small);
    }

    /** Reads an instruction that any code may have. */
    public static Instruction readStateful(ByteReader in) {
        return read(in, true);
    }

    /** Reads an instruction that the script behind an address may have. */
    public static Instruction readStateless(ByteReader in) {
        return read(in, false);
    }

    private static Instruction read(ByteReader in, boolean stateful) {
        int code = in.u8();
        Opcode opcode = Opcode.of(code);
        if (opcode == null || (opcode.isStateful() && !stateful)) {
            throw in.error("expected an instruction, found code " + code);
        }
        return switch (opcode.operand()) {
            case NONE -> of(opcode);
            case INDEX -> of(opcode, in.u8());
            case SIGNED -> of(opcode, new Val.SignedInteger(in.compactSigned()));
            case UNSIGNED -> of(opcode, new Val.UnsignedInteger(U256.read(in)));
            case BYTES -> of(opcode, new Val.ByteVec(in.blob()));
            case ADDRESS -> of(opcode, new Val.AddressVal(LockupScript.read(in)));
            case OFFSET -> of(opcode, offset(in));
            case FIELD_COUNTS -> of(opcode, in.u8() << 8 | in.u8());
            case SELECTOR -> of(opcode, in.int32());
            case TEXT -> new Instruction(opcode, 0, null, in.vector(ByteReader::blob));
            case DEVELOPMENT -> of(opcode, development(in));
        };
    }

    private static int offset(ByteReader in) {
        int offset = in.compactInt();
        if (offset > FARTHEST_JUMP || offset < -FARTHEST_JUMP) {
            throw in.error("expected a jump of at most " + FARTHEST_JUMP + ", found " + offset);
        }
        return offset;
    }

    private static int development(ByteReader in) {
        int code = in.u8();
        if (code > LAST_DEVELOPMENT_CODE) {
            throw in.error("expected a development instruction (0 to 7), found " + code);
        }
        return code;
    }

    @Override
    public void write(ByteWriter out) {
        out.u8(opcode.code());
        switch (opcode.operand()) {
            case NONE -> {
                // the code says it all
            }
            case INDEX, DEVELOPMENT -> out.u8(number);
            case SIGNED, UNSIGNED, BYTES, ADDRESS -> writeConstant(out);
            case OFFSET -> out.compactInt(number);
            case FIELD_COUNTS -> out.u8(number >> 8).u8(number);
            case SELECTOR -> out.int32(number);
            case TEXT -> out.vector(text, ByteWriter::blob);
        }
    }

    private void writeConstant(ByteWriter out) {
        if (constant instanceof Val.SignedInteger integer) {
            out.compactSigned(integer.value());
        } else if (constant instanceof Val.UnsignedInteger integer) {
            integer.value().write(out);
        } else if (constant instanceof Val.ByteVec bytes) {
            out.blob(bytes.value());
        } else if (constant instanceof Val.AddressVal address) {
            address.value().write(out);
        }
    }
}
