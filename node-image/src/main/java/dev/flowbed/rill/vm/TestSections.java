package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Base58;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Opcode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Instructions for development: messages, and sections of code that must fail (vm/Instr.scala, DEBUG and DevInstr). */
final class TestSections {
    private static final int DEBUG_EVENT = -3;
    private static final int CHECK_END = 2;

    private @Nullable Frame section;
    private @Nullable VmException failure;
    private int expectedCode = -1;

    boolean isOpen() {
        return section != null;
    }

    /** Notes a failure in a section. True when the code goes on at the section's end, false when the failed call just ends. */
    boolean fail(Frame frame, VmException error) {
        if (failure == null) {
            failure = error;
        }
        if (frame != section) {
            return false;
        }
        Instruction[] code = frame.method.code();
        for (int i = frame.pc; i < code.length; i++) {
            if (code[i].opcode() == Opcode.DEV_INSTR && code[i].number() == CHECK_END) {
                frame.pc = i;
                return true;
            }
        }
        section = null;
        throw new VmException(VmFault.INVALID_TEST_CHECK_INSTR);
    }

    void run(int number, Frame frame, BlockEnv block) {
        boolean isPublicNetwork = block.networkId() == 0 || block.networkId() == 1;
        VmException.require(!isPublicNetwork, VmFault.DEV_INSTR_IS_ONLY_SUPPORTED_ON_DEVNET);
        switch (number) {
            case 0 -> {
                frame.popInt(VmFault.INVALID_ERROR_CODE);
                open(frame, -1);
            }
            case 1 -> {
                frame.popInt(VmFault.INVALID_ERROR_CODE);
                open(frame, frame.popInt(VmFault.INVALID_ERROR_CODE));
            }
            case CHECK_END -> close();
            case 3 -> requireEqual(frame);
            case 4 -> frame.push(new BigInteger(1, random(Hash.LENGTH)));
            case 5 -> frame.push(new Val.SignedInteger(new BigInteger(random(Hash.LENGTH))));
            case 6 -> frame.push(new LockupScript.P2c(Hash.of(random(Hash.LENGTH))));
            default -> frame.push(new LockupScript.P2pkh(Hash.of(random(Hash.LENGTH))));
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private void open(Frame frame, int expected) {
        VmException.require(section == null, VmFault.INVALID_TEST_CHECK_INSTR);
        section = frame;
        failure = null;
        expectedCode = expected;
    }

    private void close() {
        VmException.require(section != null, VmFault.INVALID_TEST_CHECK_INSTR);
        section = null;
        VmException error = failure;
        if (error == null) {
            throw new VmException(
                    VmFault.EXPECTED_AN_EXE_FAILURE, "Assertion Failed: the test code did not throw an exception");
        }
        if (expectedCode >= 0 && error.errorCode() != expectedCode) {
            throw new VmException(
                    VmFault.NOT_EXPECTED_ERROR_IN_TEST,
                    error.fault() == VmFault.ASSERTION_FAILED_WITH_ERROR_CODE
                            ? "Unexpected error code in test. Expected: " + expectedCode + ", but got: "
                                    + error.errorCode() + "."
                            : "Unexpected execution failure in test. Expected error code: " + expectedCode
                                    + ", but got failure: " + error.getMessage() + ".");
        }
    }

    private static void requireEqual(Frame frame) {
        frame.popInt(VmFault.INVALID_ERROR_CODE);
        Val right = frame.pop();
        Val left = frame.pop();
        if (!left.equals(right)) {
            throw new VmException(
                    VmFault.NOT_EQUAL_IN_TEST,
                    "Assertion Failed: left(" + ValText.of(left) + ") is not equal to right(" + ValText.of(right)
                            + ")");
        }
    }

    /** Reports a text with values in it. */
    void debug(Instruction instruction, Frame frame, BlockEnv block, @Nullable TxWorld world) {
        VmException.require(block.networkId() != 0, VmFault.DEBUG_IS_NOT_SUPPORTED_FOR_MAINNET);
        List<Bytes> parts = instruction.text();
        VmException.require(!parts.isEmpty(), VmFault.DEBUG_MESSAGE_IS_EMPTY);
        Val[] values = frame.pop(parts.size() - 1);
        ByteWriter text = new ByteWriter();
        for (int i = 0; i < values.length; i++) {
            text.raw(parts.get(i)).raw(textOf(values[i]).getBytes(StandardCharsets.UTF_8));
        }
        text.raw(parts.get(parts.size() - 1));
        if (world != null) {
            Hash contract = frame.object.idOrNull();
            world.log(contract == null ? Hash.ZERO : contract, new Val[] {
                new Val.SignedInteger(BigInteger.valueOf(DEBUG_EVENT)), new Val.ByteVec(text.toBytes())
            });
        }
    }

    private static String textOf(Val value) {
        if (value instanceof Val.Bool bool) {
            return String.valueOf(bool.value());
        } else if (value instanceof Val.SignedInteger integer) {
            return integer.value().toString();
        } else if (value instanceof Val.UnsignedInteger integer) {
            U256 unsigned = integer.value();
            return unsigned.toString();
        } else if (value instanceof Val.ByteVec bytes) {
            return bytes.value().hex();
        }
        // without the group that addresses of groupless kinds are shown with elsewhere
        return Base58.encode(((Val.AddressVal) value).value().encode());
    }
}
