package dev.flowbed.alephium.script;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;

/** Which operands follow which instruction code (vm/Instr.scala): enough to know where code ends. */
final class Instructions {
    private static final int CALL_EXTERNAL = 0x01;
    private static final int LAST_STATELESS = 0x91;
    private static final int FIRST_STATEFUL = 0xa0;
    private static final int LAST_STATEFUL = 0xd6;
    private static final int FARTHEST_JUMP = 1 << 16;
    private static final int LAST_DEVELOPMENT_CODE = 7;

    private Instructions() {}

    /** Copies one instruction, compact integers made canonical. */
    static void copy(ByteReader in, ByteWriter out, boolean stateful) {
        int code = in.u8();
        if (!isKnown(code, stateful)) {
            throw in.error("expected an instruction, found code " + code);
        }
        out.u8(code);
        switch (code) {
            // call local, call external, load and store of locals and fields: an index
            case 0x00, CALL_EXTERNAL, 0x16, 0x17, 0xa0, 0xa1, 0xce -> out.u8(in.u8());
            // a map entry's numbers of fields
            case 0xd2 -> out.u8(in.u8()).u8(in.u8());
            // the selector of a method: its own, or the one to call
            case 0xd3, 0xd4 -> out.int32(in.int32());
            case 0x12 -> out.compactSigned(in.compactSigned());
            case 0x13 -> U256.read(in).write(out);
            case 0x14 -> out.blob(in.blob());
            case 0x15 -> LockupScript.read(in).write(out);
            case 0x4a, 0x4b, 0x4c -> out.compactInt(jump(in));
            // debug: the parts of a text
            case 0x7e -> out.vector(in.vector(ByteReader::blob), ByteWriter::blob);
            case 0x8f -> out.u8(development(in));
            default -> {
                // no operand
            }
        }
    }

    private static boolean isKnown(int code, boolean stateful) {
        if (code <= LAST_STATELESS) {
            return stateful || code != CALL_EXTERNAL;
        }
        return stateful && code >= FIRST_STATEFUL && code <= LAST_STATEFUL;
    }

    private static int jump(ByteReader in) {
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
}
