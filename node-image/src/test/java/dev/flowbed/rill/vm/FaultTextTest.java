package dev.flowbed.rill.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.PublicKey;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.alephium.vm.Script;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Faults are worded as the official node words them (measured with {@code VmDifferentialIT}). */
class FaultTextTest {
    private static final int GAS = 100_000;
    private static final Hash HASH = Hash.fromHex("ab".repeat(32));

    @Test
    void valuesAreShownWithTheirTypes() {
        assertThat(ValText.of(new Val.Bool(true))).isEqualTo("Bool(true)");
        assertThat(ValText.of(new Val.SignedInteger(BigInteger.ONE.negate()))).isEqualTo("I256(-1)");
        assertThat(ValText.of(unsigned(7))).isEqualTo("U256(7)");
        assertThat(ValText.of(new Val.ByteVec(Bytes.fromHex("54fd")))).isEqualTo("ByteVec(ByteString(84, -3))");
    }

    @Test
    void addressesAreShownByTheirParts() {
        String hash = "Blake2b(hex\"" + "ab".repeat(32) + "\")";
        assertThat(address(new LockupScript.P2pkh(HASH))).isEqualTo("Address(P2PKH(" + hash + "))");
        assertThat(address(new LockupScript.P2c(HASH)))
                .isEqualTo("Address(P2C(ContractId(hex\"" + "ab".repeat(32) + "\")))");
        assertThat(address(new LockupScript.P2hmpk(HASH, 3))).isEqualTo("Address(P2HMPK(" + hash + ",3))");
        PublicKey key = new PublicKey(PublicKey.Kind.ED25519, Bytes.fromHex("ab".repeat(32)));
        assertThat(address(new LockupScript.P2pk(key, 2)))
                .isEqualTo("Address(P2PK(ED25519(ED25519PublicKey(hex\"" + "ab".repeat(32) + "\")),2))");
    }

    @Test
    void ofManyBytesAHundredAreShown() {
        String text = ValText.bytes(Bytes.wrap(new byte[103]));
        assertThat(text).endsWith(", 0)... and [3] more").hasSizeLessThan(340);
    }

    @Test
    void faultsNameTheValuesThatDoNotFit() {
        assertMessage(
                "Invalid conversion from U256(256) to ByteVec", push(256), of(Opcode.U256_TO1_BYTE), of(Opcode.POP));
        assertMessage(
                "Invalid type, expected: U256, got: Bool(true)", of(Opcode.CONST_TRUE), push(1), of(Opcode.U256_ADD));
        assertMessage(
                "ArithmeticError(Exp overflow: U256(2) ** 256)",
                push(2),
                push(256),
                of(Opcode.U256_EXP),
                of(Opcode.POP));
        assertMessage(
                "ArithmeticError((U256(1) + U256(2)) % U256(0))",
                push(1), push(2), push(0), of(Opcode.ADD_MOD_N), of(Opcode.POP));
    }

    @Test
    void aMainFunctionThatReturnsAValueFailsBeforeAnythingIsSettled() {
        Method method = new Method(true, false, false, false, 0, 0, 1, new Instruction[] {push(1)});
        assertThatThrownBy(() -> run(method))
                .isInstanceOfSatisfying(
                        VmException.class,
                        e -> assertThat(e.fault()).isEqualTo(VmFault.NON_EMPTY_RETURN_FOR_MAIN_FUNCTION));
    }

    private static String address(LockupScript script) {
        return ValText.of(new Val.AddressVal(script));
    }

    private static Val unsigned(long value) {
        return new Val.UnsignedInteger(U256.of(value));
    }

    private static Instruction push(long value) {
        return new Instruction(Opcode.U256_CONST, 0, unsigned(value), List.of());
    }

    private static Instruction of(Opcode opcode) {
        return Instruction.of(opcode);
    }

    private static void assertMessage(String message, Instruction... code) {
        assertThatThrownBy(() -> run(new Method(true, false, false, false, 0, 0, 0, code)))
                .isInstanceOf(VmException.class)
                .hasMessage(message);
    }

    private static void run(Method method) {
        ScriptCode code = ScriptCode.ofStateless(Bytes.wrap(new Script(List.of(method)).encode()));
        BlockEnv block = new BlockEnv(new ChainIndex(0, 0), 4, 4, 1000, BigInteger.TEN, Optional.empty());
        TxEnv tx = new TxEnv(Hash.ZERO, List.of(), List.of(), U256.ONE, GAS, false, Collections.emptyIterator());
        ScriptRunner.runUnlock(block, tx, code, List.of(), GAS);
    }
}
