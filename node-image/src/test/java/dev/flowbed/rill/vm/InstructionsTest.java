package dev.flowbed.rill.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.alephium.vm.Script;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Instructions one by one, in scripts behind addresses; their arguments are pushed in order. */
class InstructionsTest {
    private static final int GAS = 1_000_000;
    private static final BigInteger LEAST = BigInteger.ONE.shiftLeft(255).negate();

    @Test
    void unsignedIntegersNeitherOverflowNorGoBelowZero() {
        assertThat(u256(Opcode.U256_ADD, 5, 7)).isEqualTo(u(12));
        assertThat(u256(Opcode.U256_ROUND_INFINITY_DIV, 7, 2)).isEqualTo(u(4));
        assertThat(u256(Opcode.U256_MOD_SUB, 0, 1)).isEqualTo(new Val.UnsignedInteger(U256.MAX));
        assertFault(VmFault.ARITHMETIC_ERROR, Opcode.U256_ADD, new Val.UnsignedInteger(U256.MAX), u(1));
        assertFault(VmFault.ARITHMETIC_ERROR, Opcode.U256_SUB, u(1), u(2));
        assertFault(VmFault.ARITHMETIC_ERROR, Opcode.U256_DIV, u(1), u(0));
        assertFault(VmFault.ARITHMETIC_ERROR, Opcode.NUMERIC_SHL, u(1), u(256));
        assertThat(u256(Opcode.NUMERIC_SHR, 12, 300)).isEqualTo(u(0));
        assertThat(u256(Opcode.U256_EXP, 2, 255)).isEqualTo(u(BigInteger.TWO.pow(255)));
        assertFault(VmFault.ARITHMETIC_ERROR, Opcode.U256_EXP, u(2), u(256));
        assertThat(u256(Opcode.U256_MOD_EXP, 2, 256)).isEqualTo(u(0));
    }

    @Test
    void signedIntegersRoundTowardsZeroUnlessAskedOtherwise() {
        assertThat(i256(Opcode.I256_DIV, -7, 2)).isEqualTo(i(-3));
        assertThat(i256(Opcode.I256_ROUND_INFINITY_DIV, -7, 2)).isEqualTo(i(-4));
        assertThat(i256(Opcode.I256_MOD, -7, 2)).isEqualTo(i(-1));
        assertThat(result(Opcode.NUMERIC_SHR, i(-1), u(1))).isEqualTo(i(0));
        assertThat(result(Opcode.I256_EXP, i(-1), u(3))).isEqualTo(i(-1));
        assertThat(result(Opcode.I256_EXP, i(-2), u(255))).isEqualTo(new Val.SignedInteger(LEAST));
        assertFault(VmFault.ARITHMETIC_ERROR, Opcode.I256_DIV, new Val.SignedInteger(LEAST), i(-1));
        assertFault(VmFault.ARITHMETIC_ERROR, Opcode.I256_EXP, i(-2), u(1_000_000));
        assertFault(VmFault.INVALID_CONVERSION, Opcode.I256_TO_U256, i(-1));
    }

    @Test
    void bytesAreCutAndJoinedWithinTheirBounds() {
        assertThat(result(Opcode.BYTE_VEC_CONCAT, bytes("0102"), bytes("03"))).isEqualTo(bytes("010203"));
        assertThat(result(Opcode.BYTE_VEC_SLICE, bytes("010203"), u(1), u(3))).isEqualTo(bytes("0203"));
        assertFault(VmFault.INVALID_BYTES_SLICE_ARG, Opcode.BYTE_VEC_SLICE, bytes("01"), u(0), u(2));
        assertThat(result(Opcode.U256_TO4_BYTE, u(258))).isEqualTo(bytes("00000102"));
        assertFault(VmFault.INVALID_CONVERSION, Opcode.U256_TO1_BYTE, u(256));
        assertThat(result(Opcode.U256_FROM2_BYTE, bytes("0102"))).isEqualTo(u(258));
        assertThat(result(Opcode.U256_TO_BYTE_VEC, u(64))).isEqualTo(bytes("4040"));
        assertThat(result(Opcode.ENCODE, u(1), new Val.Bool(true), u(2))).isEqualTo(bytes("0202010001"));
        assertFault(VmFault.INVALID_SIZE_FOR_ZEROS, Opcode.ZEROS, u(4097));
    }

    @Test
    void hashesAreTheWellKnownOnes() {
        assertThat(result(Opcode.SHA256, bytes("")))
                .isEqualTo(bytes("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        assertThat(result(Opcode.KECCAK256, bytes("")))
                .isEqualTo(bytes("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"));
        assertThat(result(Opcode.SHA3, bytes("")))
                .isEqualTo(bytes("a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a"));
    }

    @Test
    void schnorrSignaturesAreCheckedAsBip340Says() {
        Val key = bytes("f9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9");
        Val message = bytes("00".repeat(32));
        String signature = "e907831f80848d1069a5371b402410364bdf1c5f8307b0084c55f1ce2dca8215"
                + "25f66a4a85ea8b71e482a74f382d2ce5ebeee8fdb2172f477df4900d310536c0";
        run(Opcode.VERIFY_BIP340_SCHNORR, message, key, bytes(signature));
        assertFault(
                VmFault.INVALID_SIGNATURE,
                Opcode.VERIFY_BIP340_SCHNORR,
                message,
                key,
                bytes(signature.replace("25f6", "25f7")));
    }

    @Test
    void gasIsWhatTheScheduleSays() {
        int add = gasOf(push(u(1)), push(u(2)), Instruction.of(Opcode.U256_ADD), Instruction.of(Opcode.POP));
        assertThat(add).isEqualTo(2 + 2 + 3 + 2);
        int hash = gasOf(push(bytes("00".repeat(9))), Instruction.of(Opcode.BLAKE2B), Instruction.of(Opcode.POP));
        assertThat(hash).isEqualTo(2 + 30 + 6 * 2 + 2);
        int power = gasOf(push(u(2)), push(u(200)), Instruction.of(Opcode.U256_EXP), Instruction.of(Opcode.POP));
        assertThat(power).isEqualTo(2 + 2 + 10 + 50 + 2);
    }

    @Test
    void jumpsStayWithinTheMethodAndTheStackWithinItsBounds() {
        assertFault(VmFault.INVALID_INSTR_OFFSET, Instruction.of(Opcode.JUMP, 5));
        assertFault(VmFault.STACK_UNDERFLOW, Instruction.of(Opcode.POP));
        assertFault(VmFault.INVALID_INSTR_OFFSET, Instruction.of(Opcode.JUMP, -1));
        Instruction start = Instruction.of(Opcode.JUMP, 0);
        assertFault(VmFault.OUT_OF_GAS, start, Instruction.of(Opcode.JUMP, -1));
        assertFault(VmFault.STACK_OVERFLOW, start, Instruction.of(Opcode.CONST_TRUE), Instruction.of(Opcode.JUMP, -2));
        assertFault(VmFault.STACK_OVERFLOW, Instruction.of(Opcode.CALL_LOCAL, 0));
        assertFault(VmFault.INVALID_VAR_INDEX, Instruction.of(Opcode.LOAD_LOCAL, 0));
    }

    @Test
    void lockTimesAreComparedWithTheBlock() {
        run(Opcode.VERIFY_ABSOLUTE_LOCKTIME, u(1000));
        assertFault(VmFault.ABSOLUTE_LOCK_TIME_VERIFICATION_FAILED, Opcode.VERIFY_ABSOLUTE_LOCKTIME, u(1001));
    }

    // ---- running

    private static Val u256(Opcode opcode, long x, long y) {
        return result(opcode, u(x), u(y));
    }

    private static Val i256(Opcode opcode, long x, long y) {
        return result(opcode, i(x), i(y));
    }

    private static Val.UnsignedInteger u(long value) {
        return u(BigInteger.valueOf(value));
    }

    private static Val.UnsignedInteger u(BigInteger value) {
        return new Val.UnsignedInteger(new U256(value));
    }

    private static Val i(long value) {
        return new Val.SignedInteger(BigInteger.valueOf(value));
    }

    private static Val bytes(String hex) {
        return new Val.ByteVec(Bytes.fromHex(hex));
    }

    private static Instruction push(Val value) {
        Opcode opcode = value instanceof Val.UnsignedInteger
                ? Opcode.U256_CONST
                : value instanceof Val.SignedInteger ? Opcode.I256_CONST : Opcode.BYTES_CONST;
        if (value instanceof Val.Bool bool) {
            return Instruction.of(bool.value() ? Opcode.CONST_TRUE : Opcode.CONST_FALSE);
        }
        return new Instruction(opcode, 0, value, List.of());
    }

    private static Val result(Opcode opcode, Val... arguments) {
        Method method = method(1, code(opcode, arguments));
        return machine(new GasMeter(GAS)).run(CodeObject.of(new Script(List.of(method))), 0, List.of())[0];
    }

    private static void run(Opcode opcode, Val... arguments) {
        gasOf(code(opcode, arguments));
    }

    private static int gasOf(Instruction... code) {
        Script script = new Script(List.of(method(0, code)));
        ScriptCode bytes = ScriptCode.ofStateless(Bytes.wrap(script.encode()));
        int left = ScriptRunner.runUnlock(block(), tx(), bytes, List.of(), GAS);
        int size = bytes.bytes().length();
        return GAS - left - (size + 200) - GasMeter.hash(size);
    }

    private static void assertFault(VmFault fault, Opcode opcode, Val... arguments) {
        assertFault(fault, code(opcode, arguments));
    }

    private static void assertFault(VmFault fault, Instruction... code) {
        assertThatThrownBy(() -> gasOf(code))
                .isInstanceOfSatisfying(
                        VmException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }

    private static Instruction[] code(Opcode opcode, Val... arguments) {
        List<Instruction> code = new ArrayList<>();
        for (Val argument : arguments) {
            code.add(push(argument));
        }
        code.add(Instruction.of(opcode));
        return code.toArray(Instruction[]::new);
    }

    private static Method method(int returns, Instruction... code) {
        return new Method(true, false, false, false, 0, 0, returns, code);
    }

    private static Machine machine(GasMeter gas) {
        return new Machine(block(), tx(), gas, null);
    }

    private static BlockEnv block() {
        return new BlockEnv(new ChainIndex(0, 0), 4, 4, 1000, BigInteger.TEN, Optional.empty());
    }

    private static TxEnv tx() {
        return new TxEnv(Hash.ZERO, List.of(), List.of(), U256.ONE, GAS, false, Collections.emptyIterator());
    }
}
