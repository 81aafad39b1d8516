package dev.flowbed.rill.differential;

import static dev.flowbed.rill.differential.Stage.address;
import static dev.flowbed.rill.differential.Stage.alph;
import static dev.flowbed.rill.differential.Stage.bytes;
import static dev.flowbed.rill.differential.Stage.number;
import static dev.flowbed.rill.differential.Stage.signed;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Opcode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** For every instruction a use that works in a contract, unless it never does there. */
final class Uses {
    private static final Val TRUE = new Val.Bool(true);
    private static final Val PAYER = address(Stage.PAYER);
    private static final Val RECEIVER = address(Stage.RECEIVER);
    private static final Val TOKEN = bytes(Stage.TOKEN);
    private static final Val AMOUNT = number(5);
    private static final Val ALPH = alph(500);
    private static final Val PATH = bytes(1, 2, 3);
    private static final Bytes NO_FIELDS = fields(List.of());

    private Uses() {}

    static Use of(Opcode opcode) {
        return switch (opcode) {
            case I256_CONST -> Use.of(constant(opcode, signed(-77)));
            case U256_CONST -> Use.of(constant(opcode, number(77)));
            case BYTES_CONST -> Use.of(constant(opcode, PATH));
            case ADDRESS_CONST -> Use.of(constant(opcode, PAYER));
            case POP, DUP, STORE_LOCAL, IF_TRUE, IF_FALSE, ASSERT -> Use.of(opcode, TRUE);
            case SWAP -> Use.of(opcode, TRUE, number(1));
            case ASSERT_WITH_ERROR_CODE -> Use.of(opcode, TRUE, number(7));
            case LOAD_LOCAL_BY_INDEX, LOAD_MUT_FIELD_BY_INDEX, LOAD_IMM_FIELD_BY_INDEX, TX_INPUT_ADDRESS_AT ->
                Use.of(opcode, number(0));
            case STORE_LOCAL_BY_INDEX -> Use.of(opcode, TRUE, number(0));
            case STORE_MUT_FIELD -> Use.of(opcode, number(9));
            case STORE_MUT_FIELD_BY_INDEX -> Use.of(opcode, number(9), number(0));
            case CALL_LOCAL -> Use.of(Instruction.of(opcode, 1), number(9));
            case CALL_EXTERNAL -> called(Instruction.of(opcode, 0));
            case CALL_EXTERNAL_BY_SELECTOR -> called(Instruction.of(opcode, Stage.SELECTOR));
            case METHOD_SELECTOR -> Use.of(Instruction.of(opcode, 77));
            case LOG1, LOG2, LOG3, LOG4, LOG5, LOG6, LOG7, LOG8, LOG9 -> log(opcode);
            case ENCODE -> Use.of(opcode, number(1), TRUE, number(2));
            case DEBUG -> Use.of(debug("is ", " now"), number(5));
            case DEV_INSTR -> Use.of(Instruction.of(opcode, 3), number(5), number(5), number(1));
            case BYTE_VEC_TO_ADDRESS -> Use.of(opcode, bytes(Bytes.wrap(Stage.PAYER.encode())));
            case U256_FROM1_BYTE -> Use.of(opcode, some(1));
            case U256_FROM2_BYTE -> Use.of(opcode, some(2));
            case U256_FROM4_BYTE -> Use.of(opcode, some(4));
            case U256_FROM8_BYTE -> Use.of(opcode, some(8));
            case U256_FROM16_BYTE -> Use.of(opcode, some(16));
            case U256_FROM32_BYTE -> Use.of(opcode, some(32));
            case VERIFY_SECP256K1, VERIFY_ED25519, VERIFY_BIP340_SCHNORR, VERIFY_SIGNATURE ->
                Use.of(opcode).with(values(Signatures.good(opcode)));
            case ETH_EC_RECOVER -> Use.of(opcode).with(values(Signatures.goodEthereum()));
            case VERIFY_TX_SIGNATURE -> Use.of(opcode, bytes(People.KEYS.get(0).publicKey()));
            case VERIFY_ABSOLUTE_LOCKTIME -> Use.of(opcode, number(1000));
            case VERIFY_RELATIVE_LOCKTIME -> Use.of(opcode, number(0), number(0));
            case CALLER_CONTRACT_ID,
                    CALLER_INITIAL_STATE_HASH,
                    CALLER_CODE_HASH,
                    EXTERNAL_CALLER_CONTRACT_ID,
                    EXTERNAL_CALLER_ADDRESS -> Use.of(opcode).with(Use.Shape.CALLED);
            default -> opcode.isStateful() ? stateful(opcode) : pure(opcode);
        };
    }

    private static Use stateful(Opcode opcode) {
        return switch (opcode) {
            case APPROVE_ALPH, PAY_GAS_FEE -> Use.of(opcode, PAYER, ALPH);
            case APPROVE_TOKEN, BURN_TOKEN -> Use.of(opcode, PAYER, TOKEN, AMOUNT);
            case TOKEN_REMAINING -> Use.of(opcode, PAYER, TOKEN);
            case TRANSFER_ALPH -> Use.of(opcode, PAYER, RECEIVER, ALPH);
            case TRANSFER_ALPH_FROM_SELF -> Use.of(opcode, RECEIVER, ALPH);
            case TRANSFER_ALPH_TO_SELF -> Use.of(opcode, PAYER, ALPH);
            case TRANSFER_TOKEN -> Use.of(opcode, PAYER, RECEIVER, TOKEN, AMOUNT);
            case TRANSFER_TOKEN_FROM_SELF -> Use.of(opcode, RECEIVER, TOKEN, AMOUNT);
            case TRANSFER_TOKEN_TO_SELF -> Use.of(opcode, PAYER, TOKEN, AMOUNT);
            case LOCK_APPROVED_ASSETS ->
                Use.of(opcode, RECEIVER, number(Stage.TIME + 1000)).after(approval());
            case DESTROY_SELF -> Use.of(opcode, PAYER);
            case MIGRATE_SIMPLE -> Use.of(opcode, bytes(Stage.emptyContract(2)));
            case MIGRATE_WITH_FIELDS ->
                Use.of(opcode, bytes(Stage.emptyContract(1)), bytes(fields(List.of(AMOUNT))), bytes(NO_FIELDS));
            case CREATE_MAP_ENTRY ->
                Use.of(Instruction.of(opcode, 1 << 8 | 1), PATH, bytes(Stage.SELF), number(1))
                        .after(approval());
            default -> opcode.name().contains("CREATE_") ? creation(opcode) : pure(opcode);
        };
    }

    private static Use creation(Opcode opcode) {
        List<Val> operands = new ArrayList<>();
        if (opcode.name().contains("SUB_CONTRACT")) {
            operands.add(PATH);
        }
        if (opcode.name().startsWith("COPY")) {
            operands.add(bytes(Stage.OTHER));
            operands.add(bytes(fields(Stage.immutable())));
            operands.add(bytes(fields(Stage.mutable())));
        } else {
            operands.add(bytes(Stage.emptyContract(1)));
            operands.add(bytes(fields(List.of(AMOUNT))));
            operands.add(bytes(NO_FIELDS));
        }
        if (opcode.name().endsWith("TOKEN")) {
            operands.add(number(1000));
        }
        if (opcode.name().endsWith("_AND_TRANSFER_TOKEN")) {
            operands.add(RECEIVER);
        }
        return Use.of(opcode).with(operands).after(approval());
    }

    /** What takes values of certain types only, or nothing. */
    private static Use pure(Opcode opcode) {
        return Ops.ALL.stream()
                .filter(op -> op.opcode() == opcode)
                .findFirst()
                .map(op -> Use.of(opcode)
                        .with(op.inputs().stream().map(Uses::usual).toList()))
                .orElseGet(() -> Use.of(opcode));
    }

    private static Val usual(Kind kind) {
        return switch (kind) {
            case BOOL -> TRUE;
            case I256 -> signed(5);
            case U256 -> AMOUNT;
            case BYTES -> bytes(Stage.OTHER);
            case ADDRESS -> PAYER;
        };
    }

    private static Use called(Instruction call) {
        return Use.of(call, number(9), number(1), number(1), bytes(Stage.OTHER));
    }

    private static Use log(Opcode opcode) {
        int count = Integer.parseInt(opcode.name().substring("LOG".length()));
        List<Val> values = new ArrayList<>(List.of(signed(3)));
        for (int i = 1; i < count; i++) {
            values.add(number(i));
        }
        return Use.of(opcode).with(values);
    }

    private static Code approval() {
        return new Code().push(Stage.PAYER).push(Alph.nano(100_000_000).value()).op(Opcode.APPROVE_ALPH);
    }

    static Instruction debug(String... parts) {
        List<Bytes> texts = new ArrayList<>();
        for (String part : parts) {
            texts.add(Bytes.wrap(part.getBytes(StandardCharsets.UTF_8)));
        }
        return new Instruction(Opcode.DEBUG, 0, null, texts);
    }

    private static Instruction constant(Opcode opcode, Val value) {
        return new Instruction(opcode, 0, value, List.of());
    }

    static Bytes fields(List<Val> values) {
        return new ByteWriter().vector(values).toBytes();
    }

    private static Val some(int length) {
        return bytes(Bytes.wrap(People.hash("some").toArray()).slice(0, length));
    }

    private static List<Val> values(List<Bytes> parts) {
        return parts.stream().map(Stage::bytes).toList();
    }
}
