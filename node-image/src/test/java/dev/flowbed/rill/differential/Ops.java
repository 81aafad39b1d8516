package dev.flowbed.rill.differential;

import static dev.flowbed.rill.differential.Kind.ADDRESS;
import static dev.flowbed.rill.differential.Kind.BOOL;
import static dev.flowbed.rill.differential.Kind.BYTES;
import static dev.flowbed.rill.differential.Kind.I256;
import static dev.flowbed.rill.differential.Kind.U256;

import dev.flowbed.alephium.vm.Opcode;
import java.util.ArrayList;
import java.util.List;

/** The instructions that turn values into one value, by their types. */
final class Ops {
    /**
     * One of them.
     *
     * @param opcode the instruction
     * @param mayFail whether values of the right types can make it fail
     * @param result the type it gives
     * @param inputs the types it takes, in the order they are pushed
     */
    record Op(Opcode opcode, boolean mayFail, Kind result, List<Kind> inputs) {}

    static final List<Op> ALL = all();

    private Ops() {}

    static List<Op> giving(Kind kind, boolean mayFail) {
        return ALL.stream()
                .filter(op -> op.result() == kind && (mayFail || !op.mayFail()))
                .toList();
    }

    /** Whether a script cannot run it. */
    static boolean needsContract(Opcode opcode) {
        return switch (opcode) {
            case SELF_ADDRESS, SELF_CONTRACT_ID, SUB_CONTRACT_ID, IS_CALLED_FROM_TX_SCRIPT -> true;
            default -> false;
        };
    }

    private static List<Op> all() {
        List<Op> ops = new ArrayList<>();
        safe(ops, BOOL, List.of(BOOL), Opcode.BOOL_NOT);
        safe(ops, BOOL, List.of(BOOL, BOOL), Opcode.BOOL_AND, Opcode.BOOL_OR, Opcode.BOOL_EQ, Opcode.BOOL_NEQ);
        safe(
                ops,
                BOOL,
                List.of(I256, I256),
                Opcode.I256_EQ,
                Opcode.I256_NEQ,
                Opcode.I256_LT,
                Opcode.I256_LE,
                Opcode.I256_GT,
                Opcode.I256_GE);
        safe(
                ops,
                BOOL,
                List.of(U256, U256),
                Opcode.U256_EQ,
                Opcode.U256_NEQ,
                Opcode.U256_LT,
                Opcode.U256_LE,
                Opcode.U256_GT,
                Opcode.U256_GE);
        safe(ops, BOOL, List.of(BYTES, BYTES), Opcode.BYTE_VEC_EQ, Opcode.BYTE_VEC_NEQ);
        safe(ops, BOOL, List.of(ADDRESS, ADDRESS), Opcode.ADDRESS_EQ, Opcode.ADDRESS_NEQ);
        safe(ops, BOOL, List.of(ADDRESS), Opcode.IS_ASSET_ADDRESS, Opcode.IS_CONTRACT_ADDRESS);
        risky(ops, BOOL, List.of(ADDRESS), Opcode.IS_PAYING);
        risky(ops, BOOL, List.of(BYTES), Opcode.CONTRACT_EXISTS);
        safe(ops, BOOL, List.of(), Opcode.IS_CALLED_FROM_TX_SCRIPT);
        numbers(ops);
        bytes(ops);
        addresses(ops);
        return List.copyOf(ops);
    }

    private static void numbers(List<Op> ops) {
        safe(
                ops,
                U256,
                List.of(),
                Opcode.BLOCK_TIMESTAMP,
                Opcode.BLOCK_TARGET,
                Opcode.TX_GAS_PRICE,
                Opcode.TX_GAS_AMOUNT,
                Opcode.TX_GAS_FEE,
                Opcode.MINIMAL_CONTRACT_DEPOSIT);
        safe(
                ops,
                U256,
                List.of(U256, U256),
                Opcode.U256_MOD_ADD,
                Opcode.U256_MOD_SUB,
                Opcode.U256_MOD_MUL,
                Opcode.U256_MOD_EXP,
                Opcode.NUMERIC_BIT_AND,
                Opcode.NUMERIC_BIT_OR,
                Opcode.NUMERIC_XOR,
                Opcode.NUMERIC_SHR);
        safe(ops, U256, List.of(BYTES), Opcode.BYTE_VEC_SIZE);
        risky(ops, U256, List.of(ADDRESS), Opcode.GROUP_OF_ADDRESS);
        risky(
                ops,
                U256,
                List.of(U256, U256),
                Opcode.U256_ADD,
                Opcode.U256_SUB,
                Opcode.U256_MUL,
                Opcode.U256_DIV,
                Opcode.U256_MOD,
                Opcode.U256_ROUND_INFINITY_DIV,
                Opcode.U256_EXP,
                Opcode.NUMERIC_SHL);
        risky(ops, U256, List.of(U256, U256, U256), Opcode.MUL_MOD_N, Opcode.ADD_MOD_N);
        risky(ops, U256, List.of(I256), Opcode.I256_TO_U256);
        risky(
                ops,
                U256,
                List.of(BYTES),
                Opcode.U256_FROM1_BYTE,
                Opcode.U256_FROM2_BYTE,
                Opcode.U256_FROM4_BYTE,
                Opcode.U256_FROM8_BYTE,
                Opcode.U256_FROM16_BYTE,
                Opcode.U256_FROM32_BYTE);
        risky(ops, U256, List.of(ADDRESS), Opcode.ALPH_REMAINING);
        risky(ops, U256, List.of(ADDRESS, BYTES), Opcode.TOKEN_REMAINING);
        risky(ops, U256, List.of(), Opcode.TX_INPUTS_SIZE);
        safe(ops, I256, List.of(I256, I256), Opcode.NUMERIC_BIT_AND, Opcode.NUMERIC_BIT_OR, Opcode.NUMERIC_XOR);
        safe(ops, I256, List.of(I256, U256), Opcode.NUMERIC_SHR);
        risky(
                ops,
                I256,
                List.of(I256, I256),
                Opcode.I256_ADD,
                Opcode.I256_SUB,
                Opcode.I256_MUL,
                Opcode.I256_DIV,
                Opcode.I256_MOD,
                Opcode.I256_ROUND_INFINITY_DIV);
        risky(ops, I256, List.of(I256, U256), Opcode.I256_EXP, Opcode.NUMERIC_SHL);
        risky(ops, I256, List.of(U256), Opcode.U256_TO_I256);
    }

    private static void bytes(List<Op> ops) {
        safe(ops, BYTES, List.of(BOOL), Opcode.BOOL_TO_BYTE_VEC, Opcode.BOOL_TO_STRING);
        safe(ops, BYTES, List.of(I256), Opcode.I256_TO_BYTE_VEC, Opcode.I256_TO_STRING);
        safe(ops, BYTES, List.of(U256), Opcode.U256_TO_BYTE_VEC, Opcode.U256_TO_STRING, Opcode.U256_TO32_BYTE);
        safe(ops, BYTES, List.of(ADDRESS), Opcode.ADDRESS_TO_BYTE_VEC);
        safe(ops, BYTES, List.of(BYTES, BYTES), Opcode.BYTE_VEC_CONCAT);
        safe(ops, BYTES, List.of(BYTES), Opcode.BLAKE2B, Opcode.KECCAK256, Opcode.SHA256, Opcode.SHA3);
        safe(ops, BYTES, List.of(), Opcode.NETWORK_ID, Opcode.TX_ID, Opcode.BLOCK_HASH, Opcode.ALPH_TOKEN_ID);
        safe(ops, BYTES, List.of(), Opcode.SELF_CONTRACT_ID);
        safe(ops, BYTES, List.of(BYTES), Opcode.SUB_CONTRACT_ID);
        risky(
                ops,
                BYTES,
                List.of(U256),
                Opcode.U256_TO1_BYTE,
                Opcode.U256_TO2_BYTE,
                Opcode.U256_TO4_BYTE,
                Opcode.U256_TO8_BYTE,
                Opcode.U256_TO16_BYTE,
                Opcode.ZEROS);
        risky(ops, BYTES, List.of(BYTES, U256, U256), Opcode.BYTE_VEC_SLICE);
        risky(ops, BYTES, List.of(BYTES, BYTES), Opcode.SUB_CONTRACT_ID_OF, Opcode.ETH_EC_RECOVER);
        risky(ops, BYTES, List.of(BYTES), Opcode.CONTRACT_INITIAL_STATE_HASH, Opcode.CONTRACT_CODE_HASH);
        risky(
                ops,
                BYTES,
                List.of(),
                Opcode.CALLER_CONTRACT_ID,
                Opcode.CALLER_INITIAL_STATE_HASH,
                Opcode.CALLER_CODE_HASH,
                Opcode.EXTERNAL_CALLER_CONTRACT_ID,
                Opcode.GET_SEGREGATED_SIGNATURE,
                Opcode.GET_SEGREGATED_WEBAUTHN_SIGNATURE);
    }

    private static void addresses(List<Op> ops) {
        safe(ops, ADDRESS, List.of(), Opcode.SELF_ADDRESS, Opcode.NULL_CONTRACT_ADDRESS);
        risky(ops, ADDRESS, List.of(BYTES), Opcode.BYTE_VEC_TO_ADDRESS, Opcode.CONTRACT_ID_TO_ADDRESS);
        risky(ops, ADDRESS, List.of(), Opcode.CALLER_ADDRESS, Opcode.EXTERNAL_CALLER_ADDRESS);
        risky(ops, ADDRESS, List.of(U256), Opcode.TX_INPUT_ADDRESS_AT);
    }

    private static void safe(List<Op> ops, Kind result, List<Kind> inputs, Opcode... opcodes) {
        for (Opcode opcode : opcodes) {
            ops.add(new Op(opcode, false, result, inputs));
        }
    }

    private static void risky(List<Op> ops, Kind result, List<Kind> inputs, Opcode... opcodes) {
        for (Opcode opcode : opcodes) {
            ops.add(new Op(opcode, true, result, inputs));
        }
    }
}
