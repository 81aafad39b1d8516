package dev.flowbed.rill.differential;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.rill.differential.Ops.Op;
import dev.flowbed.rill.differential.Plans.MethodPlan;
import dev.flowbed.rill.differential.Plans.Setting;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/** Writes code that leaves one value of a type on the stack. */
final class Expressions {
    private static final int DEEPEST = 3;

    private final Draw draw;
    private final Values values;
    private final Code code;
    private final Setting setting;
    private final MethodPlan method;

    Expressions(Draw draw, Values values, Code code, Setting setting, MethodPlan method) {
        this.draw = draw;
        this.values = values;
        this.code = code;
        this.setting = setting;
        this.method = method;
    }

    void write(Kind kind) {
        write(kind, DEEPEST);
    }

    void write(List<Kind> kinds) {
        kinds.forEach(this::write);
    }

    private void write(Kind kind, int depth) {
        int choice = draw.below(10);
        if (depth == 0 || choice < 3) {
            constant(kind);
        } else if (choice == 3) {
            local(kind);
        } else if (choice == 4) {
            field(kind);
        } else {
            Op op = draw.of(Ops.giving(kind, values.isWild() ? draw.chance(70) : draw.chance(35)));
            if (setting.allows(op.opcode())) {
                write(op, depth - 1);
            } else {
                constant(kind);
            }
        }
    }

    private void constant(Kind kind) {
        code.push(values.of(kind));
    }

    private void local(Kind kind) {
        List<Integer> fitting = places(method.locals(), kind);
        if (fitting.isEmpty()) {
            constant(kind);
        } else if (draw.chance(70)) {
            code.op(Opcode.LOAD_LOCAL, draw.of(fitting));
        } else {
            code.push(draw.of(fitting)).op(Opcode.LOAD_LOCAL_BY_INDEX);
        }
    }

    static List<Integer> places(List<Kind> kinds, Kind kind) {
        return IntStream.range(0, kinds.size())
                .filter(i -> kinds.get(i) == kind)
                .boxed()
                .toList();
    }

    private void field(Kind kind) {
        boolean isMutable = draw.chance(50);
        List<Val> fields = isMutable ? setting.self().mutable() : setting.self().immutable();
        List<Integer> fitting = places(fields.stream().map(Values::kindOf).toList(), kind);
        if (fitting.isEmpty()) {
            constant(kind);
        } else if (draw.chance(70)) {
            code.op(isMutable ? Opcode.LOAD_MUT_FIELD : Opcode.LOAD_IMM_FIELD, draw.of(fitting));
        } else {
            code.push(draw.of(fitting)).op(isMutable ? Opcode.LOAD_MUT_FIELD_BY_INDEX : Opcode.LOAD_IMM_FIELD_BY_INDEX);
        }
    }

    /** Writes an instruction with what it takes. */
    void write(Op op, int depth) {
        if (op.opcode() == Opcode.U256_EXP || op.opcode() == Opcode.I256_EXP) {
            power(op.opcode(), depth);
            return;
        } else if (!values.isWild() && op.mayFail() && careful(op.opcode(), depth)) {
            return;
        }
        op.inputs().forEach(kind -> write(kind, depth));
        code.op(op.opcode());
    }

    /** Writes an instruction with values that it does not refuse; false when any will do. */
    private boolean careful(Opcode opcode, int depth) {
        switch (opcode) {
            case U256_SUB -> {
                code.push(BigInteger.ONE.shiftLeft(200));
                write(Kind.U256, Math.max(0, depth - 1));
            }
            case U256_DIV, U256_MOD, U256_ROUND_INFINITY_DIV -> {
                write(Kind.U256, depth);
                code.push(1 + draw.below(1000));
            }
            case I256_DIV, I256_MOD, I256_ROUND_INFINITY_DIV -> {
                write(Kind.I256, depth);
                code.push(new Val.SignedInteger(BigInteger.valueOf(draw.of(-7, -2, 2, 3, 1000))));
            }
            case MUL_MOD_N, ADD_MOD_N -> {
                write(Kind.U256, depth);
                write(Kind.U256, depth);
                code.push(1 + draw.below(1000));
            }
            case NUMERIC_SHL -> {
                return false;
            }
            case U256_TO_I256 -> code.push(draw.small());
            case I256_TO_U256 -> code.push(new Val.SignedInteger(draw.small()));
            case U256_FROM1_BYTE -> code.push(draw.bytes(1));
            case U256_FROM2_BYTE -> code.push(draw.bytes(2));
            case U256_FROM4_BYTE -> code.push(draw.bytes(4));
            case U256_FROM8_BYTE -> code.push(draw.bytes(8));
            case U256_FROM16_BYTE -> code.push(draw.bytes(16));
            case U256_FROM32_BYTE -> code.push(draw.bytes(32));
            case U256_TO1_BYTE, U256_TO2_BYTE, U256_TO4_BYTE, U256_TO8_BYTE, U256_TO16_BYTE ->
                code.push(draw.below(256));
            case ZEROS -> code.push(draw.below(70));
            case BYTE_VEC_SLICE -> {
                int length = draw.between(1, 40);
                int begin = draw.below(length);
                code.push(draw.bytes(length)).push(begin).push(draw.between(begin, length));
            }
            case SUB_CONTRACT_ID_OF -> code.push(setting.known()).push(values.bytes());
            case CONTRACT_EXISTS, CONTRACT_INITIAL_STATE_HASH, CONTRACT_CODE_HASH -> code.push(setting.known());
            case CONTRACT_ID_TO_ADDRESS -> code.push(draw.of(setting.known(), draw.of(People.TOKENS)));
            case BYTE_VEC_TO_ADDRESS -> code.push(Bytes.wrap(values.address().encode()));
            case TOKEN_REMAINING -> {
                write(Kind.ADDRESS, depth);
                code.push(draw.of(People.TOKENS));
            }
            default -> {
                return false;
            }
        }
        code.op(opcode);
        return true;
    }

    /** The official node computes for ever when the exponent is large, but not so large that it is no int. */
    private void power(Opcode opcode, int depth) {
        boolean isSigned = opcode == Opcode.I256_EXP;
        if (values.isWild()) {
            write(isSigned ? Kind.I256 : Kind.U256, depth);
            code.push(
                    draw.chance(80)
                            ? BigInteger.valueOf(draw.below(300))
                            : draw.unsigned().setBit(40));
        } else {
            BigInteger base = BigInteger.valueOf(draw.below(1000));
            code.push(isSigned ? new Val.SignedInteger(base.negate()) : new Val.UnsignedInteger(new U256(base)));
            code.push(draw.below(4));
        }
        code.op(opcode);
    }

    /** Writes fields in serialized form: as a constant, or encoded by the code itself. */
    void fields(List<Val> fields) {
        if (draw.chance(50)) {
            code.push(new ByteWriter().vector(fields).toBytes());
        } else {
            fields.forEach(code::push);
            code.push(fields.size()).op(Opcode.ENCODE);
        }
    }
}
