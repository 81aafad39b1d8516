package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.Method;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call that is being run: where it is, its locals and its operands, both on the stack that all calls share (vm/Frame.scala,
 * vm/Stack.scala). Indexes into code and stack are kept here, since the interpreter's loop changes them all the time.
 */
final class Frame {
    static final Val TRUE = new Val.Bool(true);
    static final Val FALSE = new Val.Bool(false);
    private static final int LAST_INDEX = 0xff;

    final CodeObject object;
    final Method method;
    final @Nullable Frame caller;
    final @Nullable BalanceState balances;
    int pc;

    private final Val[] stack;
    private final int firstLocal;
    private final int bottom;
    private int top;

    private Frame(
            CodeObject object,
            Method method,
            @Nullable Frame caller,
            @Nullable BalanceState balances,
            Val[] stack,
            int top,
            Val[] arguments) {
        if (arguments.length != method.arguments()) {
            throw new VmException(
                    VmFault.INVALID_METHOD_ARG_LENGTH,
                    "Invalid number of method arguments, got: " + arguments.length + ", expect: " + method.arguments());
        }
        int end = top + method.locals();
        VmException.require(end <= stack.length, VmFault.STACK_OVERFLOW);
        VmException.require(end >= top, VmFault.NEGATIVE_ARGUMENT_IN_STACK);
        this.object = object;
        this.method = method;
        this.caller = caller;
        this.balances = balances;
        this.stack = stack;
        this.firstLocal = top;
        this.bottom = end;
        this.top = bottom;
        System.arraycopy(arguments, 0, stack, firstLocal, arguments.length);
        Arrays.fill(stack, firstLocal + arguments.length, bottom, FALSE);
    }

    /** The first call. */
    static Frame first(
            CodeObject object, Method method, @Nullable BalanceState balances, Val[] stack, List<Val> arguments) {
        return new Frame(object, method, null, balances, stack, 0, arguments.toArray(Val[]::new));
    }

    /** A call from this one, which gives the arguments. */
    Frame call(CodeObject target, Method called, @Nullable BalanceState granted) {
        Val[] arguments = pop(called.arguments());
        return new Frame(target, called, this, granted, stack, top, arguments);
    }

    // ---- locals

    Val local(int index) {
        return stack[localAt(index)];
    }

    void setLocal(int index, Val value) {
        stack[localAt(index)] = value;
    }

    private int localAt(int index) {
        if (index >= method.locals()) {
            throw new VmException(
                    VmFault.INVALID_VAR_INDEX,
                    "Invalid var index: " + index + ", max index is: " + (method.locals() - 1));
        }
        return firstLocal + index;
    }

    // ---- operands

    void push(Val value) {
        VmException.require(top < stack.length, VmFault.STACK_OVERFLOW);
        stack[top++] = value;
    }

    void push(Val[] values) {
        VmException.require(top + values.length <= stack.length, VmFault.STACK_OVERFLOW);
        System.arraycopy(values, 0, stack, top, values.length);
        top += values.length;
    }

    void push(boolean value) {
        push(value ? TRUE : FALSE);
    }

    void push(BigInteger unsigned) {
        push(new Val.UnsignedInteger(new U256(unsigned)));
    }

    void push(byte[] bytes) {
        push(new Val.ByteVec(Bytes.wrap(bytes)));
    }

    void push(LockupScript address) {
        push(new Val.AddressVal(address));
    }

    Val pop() {
        VmException.require(top > bottom, VmFault.STACK_UNDERFLOW);
        return stack[--top];
    }

    Val[] pop(int count) {
        VmException.require(count <= top - bottom, VmFault.STACK_UNDERFLOW);
        VmException.require(count >= 0, VmFault.NEGATIVE_ARGUMENT_IN_STACK);
        top -= count;
        return Arrays.copyOfRange(stack, top, top + count);
    }

    void duplicate() {
        VmException.require(top > bottom, VmFault.STACK_UNDERFLOW);
        push(stack[top - 1]);
    }

    void swap() {
        VmException.require(top - 2 >= bottom, VmFault.STACK_UNDERFLOW);
        Val upper = stack[top - 1];
        stack[top - 1] = stack[top - 2];
        stack[top - 2] = upper;
    }

    boolean popBool() {
        return pop() instanceof Val.Bool bool ? bool.value() : wrongType("Bool") != null;
    }

    BigInteger popSigned() {
        return pop() instanceof Val.SignedInteger integer ? integer.value() : wrongType("I256");
    }

    BigInteger popUnsigned() {
        return pop() instanceof Val.UnsignedInteger integer ? integer.value().value() : wrongType("U256");
    }

    U256 popAmount() {
        return pop() instanceof Val.UnsignedInteger integer ? integer.value() : wrongType("U256");
    }

    Bytes popBytes() {
        return pop() instanceof Val.ByteVec bytes ? bytes.value() : wrongType("ByteVec");
    }

    LockupScript popAddress() {
        return pop() instanceof Val.AddressVal address ? address.value() : wrongType("Address");
    }

    /** What was popped last has another type; it still lies above the top. */
    private <T> T wrongType(String expected) {
        throw new VmException(
                VmFault.INVALID_TYPE, "Invalid type, expected: " + expected + ", got: " + Texts.value(stack[top]));
    }

    LockupScript.Asset popAssetAddress() {
        LockupScript address = popAddress();
        if (address instanceof LockupScript.Asset asset) {
            return asset;
        }
        throw new VmException(VmFault.INVALID_ASSET_ADDRESS, "Invalid asset address " + Texts.address(address));
    }

    Hash popContractId() {
        return hash(popBytes(), VmFault.INVALID_CONTRACT_ID, "Invalid contract ID");
    }

    Hash popTokenId() {
        return tokenId(popBytes());
    }

    static Hash tokenId(Bytes bytes) {
        return hash(bytes, VmFault.INVALID_TOKEN_ID, "Invalid token ID");
    }

    private static Hash hash(Bytes bytes, VmFault fault, String what) {
        if (bytes.length() != Hash.LENGTH) {
            throw new VmException(fault, what + ": expected 32 bytes, received " + bytes.hex());
        }
        return Hash.of(bytes.unsafeArray());
    }

    /** An unsigned integer that is small enough, else a fault. */
    int popInt(VmFault fault) {
        BigInteger value = popUnsigned();
        if (value.bitLength() > 31) {
            throw fault == VmFault.INVALID_ERROR_CODE
                    ? new VmException(
                            fault,
                            "Invalid error code " + value
                                    + ": The error code cannot exceed the maximum value for int32 (2147483647)")
                    : new VmException(fault);
        }
        return value.intValue();
    }

    /** The index of a local or field, on the stack. */
    int popIndex(VmFault fault) {
        BigInteger value = popUnsigned();
        if (value.bitLength() > 8) {
            throw new VmException(
                    fault,
                    fault == VmFault.INVALID_VAR_INDEX
                            ? "Invalid var index: " + value + ", max index is: " + LAST_INDEX
                            : "Invalid mutable field index: " + value + ", mutable fields length is: " + LAST_INDEX);
        }
        return value.intValue();
    }

    /** Fields in serialized form. */
    List<Val> popFields() {
        try {
            return ByteReader.readAll(popBytes(), in -> in.vector(Val::read));
        } catch (FormatException e) {
            throw new VmException(
                    VmFault.SERDE_ERROR_CREATE_CONTRACT,
                    "Deserialization error while creating contract: " + e.getMessage());
        }
    }

    // ---- control

    /** Jumps; the loop adds one more. */
    void jump(int offset) {
        int target = pc + offset;
        VmException.require(target >= 0 && target < method.code().length, VmFault.INVALID_INSTR_OFFSET);
        pc = target;
    }

    BalanceState balances() {
        if (balances == null) {
            throw new VmException(
                    VmFault.NO_BALANCE_AVAILABLE,
                    "No balance available. To fix, enable approved assets with `@using(preapprovedAssets = true)`, "
                            + "or utilize contract assets with `@using(assetsInContract = true)`, or use both with "
                            + "`@using(preapprovedAssets = true, assetsInContract = true)`");
        }
        return balances;
    }

    Frame caller() {
        if (caller == null) {
            throw new VmException(VmFault.NO_CALLER, "The current method does not have a caller");
        }
        return caller;
    }

    /** Whether a contract is among this call and its callers, up to the script. */
    boolean isInTrace(Hash contract) {
        Frame frame = this;
        while (frame != null && !frame.object.isScript()) {
            if (Objects.equals(contract, frame.object.idOrNull())) {
                return true;
            }
            frame = frame.caller;
        }
        return false;
    }
}
