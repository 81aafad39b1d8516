package dev.flowbed.rill.differential;

import static dev.flowbed.rill.differential.Stage.address;
import static dev.flowbed.rill.differential.Stage.alph;
import static dev.flowbed.rill.differential.Stage.bytes;
import static dev.flowbed.rill.differential.Stage.number;
import static dev.flowbed.rill.differential.Stage.signed;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Opcode;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Uses of an instruction that should fail, by what is wrong with them. */
final class Misuses {
    private static final int STACK = 1024;
    private static final Val FALSE = new Val.Bool(false);
    private static final Val ZERO = number(0);
    private static final Val ONE = number(1);
    private static final Val LARGEST = number(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));
    private static final Val LARGEST_SIGNED =
            signed(BigInteger.ONE.shiftLeft(255).subtract(BigInteger.ONE));
    private static final Val LEAST_SIGNED = signed(BigInteger.ONE.shiftLeft(255).negate());
    private static final Val ODD_BYTES = bytes(1, 2, 3);
    private static final Val LOTS = alph(1_000_000_000);
    private static final Val STRANGER = address(People.ALL.get(2));

    private final Use use;
    private final Map<String, Use> misuses = new LinkedHashMap<>();

    private Misuses(Opcode opcode) {
        this.use = Uses.of(opcode);
    }

    static Map<String, Use> of(Opcode opcode) {
        Misuses misuses = new Misuses(opcode);
        misuses.ofTypes();
        misuses.ofValues(opcode);
        return misuses.misuses;
    }

    private void add(String what, Use misuse) {
        misuses.put(what, misuse);
    }

    private void add(String what, Val... operands) {
        add(what, use.with(operands));
    }

    private void ofTypes() {
        int count = use.operands().size();
        if (count == 0) {
            Code full = new Code();
            // the method has one local
            for (int i = 1; i < STACK; i++) {
                full.op(Opcode.CONST_TRUE);
            }
            add("full stack", use.after(full));
            return;
        }
        add("operand missing", use.with(use.operands().subList(1, count)));
        for (int i = 0; i < count; i++) {
            add("type of operand " + i, use.with(i, use.operands().get(i) instanceof Val.Bool ? ONE : FALSE));
        }
    }

    private void ofValues(Opcode opcode) {
        switch (opcode) {
            case U256_ADD -> add("overflow", LARGEST, ONE);
            case U256_SUB -> add("below zero", ONE, number(2));
            case U256_MUL -> add("overflow", LARGEST, number(2));
            case U256_DIV, U256_MOD, U256_ROUND_INFINITY_DIV -> add("division by zero", ONE, ZERO);
            case U256_EXP -> add("overflow", number(10), number(300));
            case NUMERIC_SHL -> {
                add("overflow", LARGEST, ONE);
                add("of signed", LARGEST_SIGNED, ONE);
            }
            case MUL_MOD_N, ADD_MOD_N -> add("modulo zero", ONE, ONE, ZERO);
            case I256_ADD -> add("overflow", LARGEST_SIGNED, signed(1));
            case I256_SUB -> add("overflow", LEAST_SIGNED, signed(1));
            case I256_MUL -> add("overflow", LARGEST_SIGNED, signed(2));
            case I256_DIV, I256_MOD, I256_ROUND_INFINITY_DIV -> {
                add("division by zero", signed(1), signed(0));
                add("overflow", LEAST_SIGNED, signed(-1));
            }
            case I256_EXP -> add("overflow", signed(-10), number(300));
            case I256_TO_U256 -> add("negative", signed(-1));
            case U256_TO_I256, U256_TO1_BYTE, U256_TO2_BYTE, U256_TO4_BYTE, U256_TO8_BYTE, U256_TO16_BYTE ->
                add("too large", LARGEST);
            case U256_FROM1_BYTE, U256_FROM2_BYTE, U256_FROM4_BYTE, U256_FROM8_BYTE, U256_FROM16_BYTE ->
                add("length", ODD_BYTES);
            case U256_FROM32_BYTE, BYTE_VEC_TO_ADDRESS, CONTRACT_ID_TO_ADDRESS, CONTRACT_EXISTS ->
                add("length", ODD_BYTES);
            case CONTRACT_CODE_HASH, CONTRACT_INITIAL_STATE_HASH -> {
                add("length", ODD_BYTES);
                add("no such contract", bytes(Stage.MISSING));
            }
            case SUB_CONTRACT_ID_OF -> add("length", ODD_BYTES, ODD_BYTES);
            case BYTE_VEC_SLICE -> {
                add("past the end", ODD_BYTES, ONE, number(4));
                add("end before begin", ODD_BYTES, number(2), ONE);
            }
            case ZEROS -> add("too many", number(5000));
            case LOAD_LOCAL, STORE_LOCAL, LOAD_MUT_FIELD, STORE_MUT_FIELD, LOAD_IMM_FIELD, CALL_LOCAL ->
                add("index", use.with(Instruction.of(opcode, 200)));
            case LOAD_LOCAL_BY_INDEX, LOAD_MUT_FIELD_BY_INDEX, LOAD_IMM_FIELD_BY_INDEX -> {
                add("index", number(200));
                add("large index", LARGEST);
            }
            case STORE_LOCAL_BY_INDEX, STORE_MUT_FIELD_BY_INDEX -> {
                add("index", number(9), number(200));
                add("large index", number(9), LARGEST);
            }
            case CALL_EXTERNAL, CALL_EXTERNAL_BY_SELECTOR -> calls(opcode);
            case RETURN -> add("nothing to return", use.with(new Use.Shape(true, true, false, 1)));
            case JUMP, IF_TRUE -> {
                add("too far", use.with(Instruction.of(opcode, 100)));
                add("too far back", use.with(Instruction.of(opcode, -100)));
            }
            case IF_FALSE ->
                add("too far", use.with(Instruction.of(opcode, 100)).with(FALSE));
            case ASSERT -> add("false", FALSE);
            case ASSERT_WITH_ERROR_CODE -> {
                add("false", FALSE, number(7));
                add("large code", FALSE, LARGEST);
            }
            case VERIFY_SECP256K1, VERIFY_ED25519, VERIFY_BIP340_SCHNORR, VERIFY_SIGNATURE -> signatures();
            case ETH_EC_RECOVER -> {
                add("length", use.with(1, ODD_BYTES));
                add("no signature", use.with(1, bytes(Bytes.wrap(new byte[65]))));
            }
            case VERIFY_ABSOLUTE_LOCKTIME -> {
                add("not yet", number(Stage.TIME + 1));
                add("never", LARGEST);
            }
            case VERIFY_RELATIVE_LOCKTIME -> {
                add("no such input", number(9), ZERO);
                add("never", ZERO, LARGEST);
            }
            case LOG1 -> add("large index", signed(1000));
            case ENCODE -> add("count", ONE, number(5));
            case DEBUG -> add("without text", use.with(Uses.debug()));
            case DEV_INSTR -> {
                add("not equal", ONE, number(2), ONE);
                add("end of no section", use.with(Instruction.of(opcode, 2)));
            }
            case CALLER_CONTRACT_ID,
                    CALLER_INITIAL_STATE_HASH,
                    CALLER_CODE_HASH,
                    EXTERNAL_CALLER_CONTRACT_ID,
                    EXTERNAL_CALLER_ADDRESS -> add("called by a script", use.with(Use.Shape.USUAL));
            default -> assets(opcode);
        }
    }

    private void calls(Opcode opcode) {
        add("no such method", use.with(Instruction.of(opcode, opcode == Opcode.CALL_EXTERNAL ? 9 : 1)));
        add("no such contract", use.with(3, bytes(Stage.MISSING)));
        add("returns", use.with(2, number(2)));
        add("arguments", use.with(1, ZERO));
        add("length of id", use.with(3, ODD_BYTES));
        if (opcode == Opcode.CALL_EXTERNAL) {
            add("private method", use.with(Instruction.of(opcode, 1)));
        }
    }

    private void signatures() {
        add("another message", use.with(0, bytes(People.hash("another message"))));
        add("short message", use.with(0, ODD_BYTES));
        add("short key", use.with(1, ODD_BYTES));
        add("short signature", use.with(2, ODD_BYTES));
        if (use.operands().size() > 3) {
            add("kind of key", use.with(3, bytes(9)));
            add("length of kind", use.with(3, ODD_BYTES));
        }
    }

    private void assets(Opcode opcode) {
        int last = use.operands().size() - 1;
        switch (opcode) {
            case APPROVE_ALPH,
                    APPROVE_TOKEN,
                    PAY_GAS_FEE,
                    BURN_TOKEN,
                    TRANSFER_ALPH,
                    TRANSFER_ALPH_FROM_SELF,
                    TRANSFER_ALPH_TO_SELF,
                    TRANSFER_TOKEN,
                    TRANSFER_TOKEN_FROM_SELF,
                    TRANSFER_TOKEN_TO_SELF -> {
                add("too much", use.with(last, LOTS));
                add("no assets", use.with(Use.Shape.POOR));
                if (opcode != Opcode.TRANSFER_ALPH_FROM_SELF && opcode != Opcode.TRANSFER_TOKEN_FROM_SELF) {
                    add("somebody else's", use.with(0, STRANGER));
                }
                if (use.operands().get(last - 1) instanceof Val.ByteVec) {
                    add("token", use.with(last - 1, ODD_BYTES));
                    add("ALPH as token", use.with(last - 1, bytes(Hash.ZERO)));
                } else if (last == 2) {
                    add("to a contract", use.with(1, Stage.contract(Stage.OTHER)));
                }
            }
            case ALPH_REMAINING, TOKEN_REMAINING, IS_PAYING -> {
                add("no assets", use.with(Use.Shape.POOR));
                add("somebody else's", use.with(0, STRANGER));
            }
            case LOCK_APPROVED_ASSETS -> {
                add("in the past", use.with(1, number(1000)));
                add("nothing approved", use.after(new Code()));
                add("for a contract", use.with(0, Stage.contract(Stage.OTHER)));
            }
            case DESTROY_SELF -> {
                add("for a contract", Stage.contract(Stage.OTHER));
                add("no assets", use.with(Use.Shape.POOR));
            }
            case MIGRATE_SIMPLE, MIGRATE_WITH_FIELDS -> {
                add("no code", use.with(0, ODD_BYTES));
                add("number of fields", use.with(0, bytes(Stage.emptyContract(9))));
            }
            case CREATE_MAP_ENTRY -> add("no deposit", use.after(new Code()));
            default -> {
                if (opcode.name().contains("CREATE_")) {
                    creations(opcode);
                }
            }
        }
    }

    private void creations(Opcode opcode) {
        add("no deposit", use.after(new Code()));
        int code = opcode.name().contains("SUB_CONTRACT") ? 1 : 0;
        if (opcode.name().startsWith("COPY")) {
            add("no such contract", use.with(code, bytes(Stage.MISSING)));
            add("fields", use.with(code + 1, bytes(Uses.fields(List.of()))));
        } else {
            add("no code", use.with(code, ODD_BYTES));
            add("number of fields", use.with(code, bytes(Stage.emptyContract(9))));
        }
        if (opcode.name().endsWith("_AND_TRANSFER_TOKEN")) {
            add("to a contract", use.with(use.operands().size() - 1, Stage.contract(Stage.OTHER)));
        }
    }
}
