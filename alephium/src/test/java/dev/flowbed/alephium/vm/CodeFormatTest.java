package dev.flowbed.alephium.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.recording.RecordedBlock;
import dev.flowbed.alephium.recording.Recording;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.Val;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodeFormatTest {
    private static final Path RECORDING =
            Path.of("src/test/resources/dev/flowbed/alephium/recording/recorded-contracts.json.xz");

    private final Random random = new Random(11);

    @Test
    void everyInstructionIsReadAsItWasWritten() {
        for (Opcode opcode : Opcode.values()) {
            for (int round = 0; round < 20; round++) {
                byte[] operand = operand(opcode.operand());
                byte[] bytes = new ByteWriter().u8(opcode.code()).raw(operand).toByteArray();
                Instruction read = ByteReader.readAll(bytes, Instruction::readStateful);
                assertThat(read.opcode()).isEqualTo(opcode);
                assertThat(read.encode()).as("%s", opcode).isEqualTo(bytes);
            }
        }
    }

    @Test
    void codesAreTheOfficialOnes() {
        assertThat(Opcode.of(0x00)).isEqualTo(Opcode.CALL_LOCAL);
        assertThat(Opcode.of(0x18)).isEqualTo(Opcode.POP);
        assertThat(Opcode.of(0x4a)).isEqualTo(Opcode.JUMP);
        assertThat(Opcode.of(0x91)).isEqualTo(Opcode.U256_ROUND_INFINITY_DIV);
        assertThat(Opcode.of(0x92)).isNull();
        assertThat(Opcode.of(0xa0)).isEqualTo(Opcode.LOAD_MUT_FIELD);
        assertThat(Opcode.of(0xd4)).isEqualTo(Opcode.CALL_EXTERNAL_BY_SELECTOR);
        assertThat(Opcode.of(0xd6)).isEqualTo(Opcode.EXTERNAL_CALLER_ADDRESS);
        assertThat(Opcode.of(0xd7)).isNull();
    }

    @Test
    void scriptsBehindAddressesHaveNoInstructionsThatNeedAWorldState() {
        for (Opcode opcode : Opcode.values()) {
            byte[] bytes = new ByteWriter()
                    .u8(opcode.code())
                    .raw(operand(opcode.operand()))
                    .toByteArray();
            if (opcode.isStateful()) {
                assertThatThrownBy(() -> ByteReader.readAll(bytes, Instruction::readStateless))
                        .isInstanceOf(FormatException.class)
                        .hasMessageContaining("expected an instruction");
            } else {
                assertThat(ByteReader.readAll(bytes, Instruction::readStateless).opcode())
                        .isEqualTo(opcode);
            }
        }
    }

    @Test
    void recordedScriptsAndTheContractsInThemAreWrittenBackToTheSameBytes() throws IOException {
        List<ScriptCode> scripts = scripts();
        assertThat(scripts).isNotEmpty();
        int contracts = 0;
        for (ScriptCode code : scripts) {
            Script script = Script.ofStateful(code);
            assertThat(script.encode()).isEqualTo(code.bytes().toArray());
            for (Instruction instruction : script.entry().code()) {
                if (instruction.opcode() == Opcode.BYTES_CONST
                        && instruction.constant() instanceof Val.ByteVec constant
                        && constant.value().length() > Hash.LENGTH) {
                    Bytes bytes = constant.value();
                    assertThat(ContractCode.decode(bytes).encode()).isEqualTo(bytes.toArray());
                    contracts++;
                }
            }
        }
        assertThat(contracts).isPositive();
    }

    @Test
    void methodsAreFoundByTheirSelectorsAtTheCostOfThoseLookedAt() {
        ContractCode code = ContractCode.of(0, List.of(method(7), method(0), method(9)));
        assertThat(code.find(9)).isEqualTo(new ContractCode.Found(2, 3));
        assertThat(code.find(9)).isEqualTo(new ContractCode.Found(2, 0));
        assertThat(code.find(7)).isEqualTo(new ContractCode.Found(0, 0));
        assertThat(code.find(8)).isNull();
        assertThat(ContractCode.decode(Bytes.wrap(code.encode()))).isEqualTo(code);
    }

    private static Method method(int selector) {
        Instruction[] code = selector == 0
                ? new Instruction[] {Instruction.of(Opcode.CONST_TRUE), Instruction.of(Opcode.POP)}
                : new Instruction[] {Instruction.of(Opcode.METHOD_SELECTOR, selector)};
        return new Method(true, false, false, false, 0, 0, 0, code);
    }

    @Test
    void codeWithBytesLeftOverIsRefused() {
        byte[] code = ContractCode.of(0, List.of(method(7))).encode();
        Bytes longer = new ByteWriter().raw(code).u8(0).toBytes();
        assertThatThrownBy(() -> ContractCode.decode(longer)).isInstanceOf(FormatException.class);
    }

    private byte[] operand(Operand operand) {
        ByteWriter out = new ByteWriter();
        switch (operand) {
            case NONE -> {
                // nothing follows
            }
            case INDEX -> out.u8(random.nextInt(256));
            case SIGNED -> out.compactSigned(new BigInteger(255, random).negate());
            case UNSIGNED -> out.compactUnsigned(new BigInteger(256, random));
            case BYTES -> out.blob(bytes(random.nextInt(80)));
            case ADDRESS -> new LockupScript.P2c(Hash.blake2b(new byte[] {1})).write(out);
            case OFFSET -> out.compactInt(random.nextInt(1 << 17) - (1 << 16));
            case FIELD_COUNTS -> out.u8(random.nextInt(256)).u8(random.nextInt(256));
            case SELECTOR -> out.int32(random.nextInt());
            case TEXT -> out.vector(List.of(bytes(3), bytes(0)), ByteWriter::blob);
            case DEVELOPMENT -> out.u8(random.nextInt(8));
        }
        return out.toByteArray();
    }

    private Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private static List<ScriptCode> scripts() throws IOException {
        List<ScriptCode> scripts = new ArrayList<>();
        Recording.open(RECORDING).visit(new Recording.Visitor() {
            @Override
            public void block(RecordedBlock recorded) {
                Block block = Block.decode(Bytes.fromHex(recorded.raw()).unsafeArray());
                block.transactions().forEach(tx -> tx.unsigned().script().ifPresent(scripts::add));
            }

            @Override
            public void chainEnd(ChainIndex chain, int heights) {
                // all heights were seen
            }

            @Override
            public void balance(String address, JsonNode balance) {
                // balances are compared elsewhere
            }
        });
        return scripts;
    }
}
