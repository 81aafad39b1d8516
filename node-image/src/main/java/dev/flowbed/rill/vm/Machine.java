package dev.flowbed.rill.vm;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the calls of one script, one instruction after the other (vm/VM.scala, vm/Frame.scala). */
final class Machine {
    private static final Val[] SMALL_SIGNED = small(true);
    private static final Val[] SMALL_UNSIGNED = small(false);
    private static final Val MINUS_ONE = new Val.SignedInteger(BigInteger.ONE.negate());

    private final BlockEnv block;
    private final TxEnv tx;
    private final GasMeter gas;
    private final @Nullable TxWorld world;
    private final List<Frame> frames = new ArrayList<>();
    private final Val[] stack = new Val[ContractLimits.STACK];
    private final TestSections tests = new TestSections();
    private final boolean isDryRun;
    private Val @Nullable [] results;
    private boolean mayReturn = true;

    /** @param world what a transaction's script may change; null for the script behind an address */
    Machine(BlockEnv block, TxEnv tx, GasMeter gas, @Nullable TxWorld world) {
        this(block, tx, gas, world, false);
    }

    /** @param isDryRun whether the script's own instructions take signatures without looking at them, since there are none yet */
    Machine(BlockEnv block, TxEnv tx, GasMeter gas, @Nullable TxWorld world, boolean isDryRun) {
        this.isDryRun = isDryRun;
        this.block = block;
        this.tx = tx;
        this.gas = gas;
        this.world = world;
    }

    /** The same for a main function, which returns nothing. */
    Machine withoutReturns() {
        mayReturn = false;
        return this;
    }

    private static Val[] small(boolean signed) {
        Val[] values = new Val[6];
        for (int i = 0; i < values.length; i++) {
            values[i] = signed ? new Val.SignedInteger(BigInteger.valueOf(i)) : new Val.UnsignedInteger(U256.of(i));
        }
        return values;
    }

    /** Runs a public method with all it calls; the script of a transaction then settles its assets. */
    Val[] run(CodeObject object, int methodIndex, List<Val> arguments) {
        Method method = object.method(methodIndex);
        requirePublic(method);
        BalanceState balances = null;
        if (method.usesPreapprovedAssets()) {
            VmException.require(world != null, VmFault.EXPECT_NON_PAYABLE_METHOD);
            balances = requireWorld().outputs().callerBalances();
        }
        enter(Frame.first(object, method, balances, stack, arguments));
        while (!frames.isEmpty()) {
            Frame current = frames.get(frames.size() - 1);
            Frame called = continueIn(current);
            if (called != null) {
                enter(called);
            } else {
                leave(current);
            }
        }
        return results == null ? new Val[0] : results;
    }

    private TxWorld requireWorld() {
        if (world == null) {
            throw new VmException(VmFault.EXPECT_STATEFUL_FRAME);
        }
        return world;
    }

    private static void requirePublic(Method method) {
        if (!method.isPublic()) {
            throw new VmException(
                    VmFault.EXTERNAL_PRIVATE_METHOD_CALL,
                    "Private method can not be called from outside of the contract");
        }
    }

    private void enter(Frame frame) {
        VmException.require(frames.size() < ContractLimits.FRAMES, VmFault.STACK_OVERFLOW);
        frames.add(frame);
    }

    private void leave(Frame frame) {
        frames.remove(frames.size() - 1);
        TxWorld effects = world;
        if (effects == null) {
            return;
        }
        if (frames.isEmpty()) {
            effects.pool().storeFields();
            effects.outputs().finish();
            effects.pool().removeInputs();
        } else {
            handBack(frame, frames.get(frames.size() - 1), effects);
        }
    }

    // ---- assets between calls

    /** What a call did not use goes back to its caller, or into outputs. */
    private static void handBack(Frame from, Frame to, TxWorld world) {
        BalanceState balances = from.balances;
        if (balances != null) {
            Balances outputs = world.outputs().balances();
            Balances target = to.balances == null ? outputs : to.balances.remaining();
            boolean fits = handBack(from, balances.remaining(), false, target, outputs)
                    && handBack(from, balances.approved(), true, target, outputs);
            VmException.require(fits, VmFault.BALANCE_ERROR_WHEN_SWITCHING_BACK_FRAME);
        }
    }

    private static boolean handBack(Frame from, Balances rest, boolean approved, Balances target, Balances outputs) {
        Hash contract = from.object.idOrNull();
        for (Map.Entry<LockupScript, Holding> entry : rest.all().entrySet()) {
            boolean isOwn = !approved
                    && contract != null
                    && entry.getKey() instanceof LockupScript.P2c own
                    && own.contractId().equals(contract);
            Holding held = entry.getValue();
            boolean isDeep = held.depth() > 0;
            // what the contract itself has stays in the pool of loaded assets
            boolean stays = isOwn && (!isDeep || from.method.usesContractAssets());
            if (!stays && !(isDeep ? target : outputs).add(entry.getKey(), held)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable BalanceState grant(Frame from, CodeObject target, Method method, int index) {
        TxWorld effects = world;
        if (effects == null) {
            return null;
        }
        Hash contract = target.idOrNull();
        if (!method.usesPreapprovedAssets() && (contract == null || !usesOwnAssets(method))) {
            return null;
        }
        BalanceState granted = method.usesPreapprovedAssets() ? from.balances().useApproved() : BalanceState.empty();
        if (contract != null && method.usesContractAssets()) {
            granted.remaining()
                    .add(new LockupScript.P2c(contract), effects.pool().use(contract, index));
        } else if (contract != null && method.paysToContractOnly()) {
            effects.pool().prepare(contract);
        }
        return granted;
    }

    private static boolean usesOwnAssets(Method method) {
        return method.usesContractAssets() || method.paysToContractOnly();
    }

    // ---- calls

    private Frame callLocal(Frame frame, int index) {
        gas.charge(GasMeter.CALL);
        Method method = frame.object.method(index);
        return frame.call(frame.object, method, grant(frame, frame.object, method, index));
    }

    private Frame callExternal(Frame frame, int index) {
        gas.charge(GasMeter.CALL);
        CodeObject target = requireWorld().pool().load(frame.popContractId());
        return callExternal(frame, target, index);
    }

    private Frame callBySelector(Frame frame, int selector) {
        gas.charge(GasMeter.CALL);
        CodeObject target = requireWorld().pool().load(frame.popContractId());
        ContractCode.Found found = target.find(selector);
        gas.chargeSearch(found.looked());
        return callExternal(frame, target, found.index());
    }

    private Frame callExternal(Frame frame, CodeObject target, int index) {
        Method method = target.method(index);
        requireCount(
                frame,
                method.returns(),
                VmFault.INVALID_RETURN_LENGTH,
                VmFault.INVALID_EXTERNAL_METHOD_RETURN_LENGTH,
                "return values");
        requireCount(
                frame,
                method.arguments(),
                VmFault.INVALID_ARG_LENGTH,
                VmFault.INVALID_EXTERNAL_METHOD_ARG_LENGTH,
                "arguments");
        requirePublic(method);
        return frame.call(target, method, grant(frame, target, method, index));
    }

    private static void requireCount(Frame frame, int actual, VmFault malformed, VmFault different, String what) {
        int given = frame.popInt(malformed);
        if (given != actual) {
            throw new VmException(
                    different, "Invalid number of external method " + what + ", got: " + given + ", expect: " + actual);
        }
    }

    private void returnFrom(Frame frame) {
        Val[] values = frame.pop(frame.method.returns());
        Frame caller = frame.caller;
        if (caller == null) {
            if (!mayReturn && values.length > 0) {
                throw new VmException(
                        VmFault.NON_EMPTY_RETURN_FOR_MAIN_FUNCTION, "Main function should not have return value");
            }
            results = values;
        } else {
            caller.push(values);
            TxWorld effects = world;
            if (effects != null && caller.object.isScript() && !frame.object.isScript()) {
                effects.outputs().chainTo(caller.balances);
            }
        }
        frame.pc = frame.method.code().length;
    }

    // ---- instructions

    /** Runs until the call ends (null) or calls another (that one). */
    private @Nullable Frame continueIn(Frame frame) {
        while (true) {
            try {
                return execute(frame);
            } catch (VmException e) {
                if (!tests.isOpen()) {
                    throw e;
                }
                if (!tests.fail(frame, e)) {
                    return null;
                }
            }
        }
    }

    private @Nullable Frame execute(Frame frame) {
        Instruction[] code = frame.method.code();
        while (frame.pc < code.length) {
            Instruction instruction = code[frame.pc];
            Opcode opcode = instruction.opcode();
            switch (opcode) {
                case CALL_LOCAL -> {
                    frame.pc++;
                    return callLocal(frame, instruction.number());
                }
                case CALL_EXTERNAL -> {
                    frame.pc++;
                    return callExternal(frame, instruction.number());
                }
                case CALL_EXTERNAL_BY_SELECTOR -> {
                    frame.pc++;
                    return callBySelector(frame, instruction.number());
                }
                case RETURN -> {
                    returnFrom(frame);
                    return null;
                }
                default -> {
                    gas.charge(opcode.gas());
                    step(instruction, opcode, frame);
                    frame.pc++;
                }
            }
        }
        returnFrom(frame);
        return null;
    }

    private void step(Instruction instruction, Opcode opcode, Frame frame) {
        switch (opcode) {
            case CONST_TRUE -> frame.push(Frame.TRUE);
            case CONST_FALSE -> frame.push(Frame.FALSE);
            case I256_CONST_N1 -> frame.push(MINUS_ONE);
            case I256_CONST_0, I256_CONST_1, I256_CONST_2, I256_CONST_3, I256_CONST_4, I256_CONST_5 ->
                frame.push(SMALL_SIGNED[opcode.code() - Opcode.I256_CONST_0.code()]);
            case U256_CONST_0, U256_CONST_1, U256_CONST_2, U256_CONST_3, U256_CONST_4, U256_CONST_5 ->
                frame.push(SMALL_UNSIGNED[opcode.code() - Opcode.U256_CONST_0.code()]);
            case I256_CONST, U256_CONST, BYTES_CONST, ADDRESS_CONST -> pushConstant(instruction, frame);
            case LOAD_LOCAL -> frame.push(frame.local(instruction.number()));
            case STORE_LOCAL -> frame.setLocal(instruction.number(), frame.pop());
            case LOAD_LOCAL_BY_INDEX -> frame.push(frame.local(frame.popIndex(VmFault.INVALID_VAR_INDEX)));
            case STORE_LOCAL_BY_INDEX -> {
                int index = frame.popIndex(VmFault.INVALID_VAR_INDEX);
                frame.setLocal(index, frame.pop());
            }
            case LOAD_IMM_FIELD -> frame.push(frame.object.immutableField(instruction.number()));
            case LOAD_MUT_FIELD -> frame.push(frame.object.mutableField(instruction.number()));
            case STORE_MUT_FIELD -> frame.object.setMutableField(instruction.number(), frame.pop());
            case LOAD_IMM_FIELD_BY_INDEX ->
                frame.push(frame.object.immutableField(frame.popIndex(VmFault.INVALID_MUT_FIELD_INDEX)));
            case LOAD_MUT_FIELD_BY_INDEX ->
                frame.push(frame.object.mutableField(frame.popIndex(VmFault.INVALID_MUT_FIELD_INDEX)));
            case STORE_MUT_FIELD_BY_INDEX -> {
                int index = frame.popIndex(VmFault.INVALID_MUT_FIELD_INDEX);
                frame.object.setMutableField(index, frame.pop());
            }
            case POP -> frame.pop();
            case DUP -> frame.duplicate();
            case SWAP -> frame.swap();
            case BOOL_NOT -> frame.push(!frame.popBool());
            case BOOL_AND -> {
                boolean right = frame.popBool();
                frame.push(frame.popBool() & right);
            }
            case BOOL_OR -> {
                boolean right = frame.popBool();
                frame.push(frame.popBool() | right);
            }
            case BOOL_EQ -> {
                boolean right = frame.popBool();
                frame.push(frame.popBool() == right);
            }
            case BOOL_NEQ -> {
                boolean right = frame.popBool();
                frame.push(frame.popBool() != right);
            }
            case JUMP -> frame.jump(instruction.number());
            case IF_TRUE -> {
                if (frame.popBool()) {
                    frame.jump(instruction.number());
                }
            }
            case IF_FALSE -> {
                if (!frame.popBool()) {
                    frame.jump(instruction.number());
                }
            }
            case ASSERT -> VmException.require(frame.popBool(), VmFault.ASSERTION_FAILED);
            case ASSERT_WITH_ERROR_CODE -> assertWithCode(frame);
            case LOG1, LOG2, LOG3, LOG4, LOG5 -> log(frame, opcode.code() - Opcode.LOG1.code() + 1);
            case LOG6, LOG7, LOG8, LOG9 -> log(frame, opcode.code() - Opcode.LOG6.code() + 6);
            case METHOD_SELECTOR -> {
                // it only names the method
            }
            case DEBUG -> tests.debug(instruction, frame, block, world);
            case DEV_INSTR -> tests.run(instruction.number(), frame, block);
            default -> special(instruction, opcode, frame);
        }
    }

    private void special(Instruction instruction, Opcode opcode, Frame frame) {
        if (isDryRun && frame.object.isScript() && CryptoInstructions.skip(opcode, frame, tx)) {
            return;
        }
        if (!opcode.isStateful()) {
            if (!Arithmetic.run(opcode, frame, gas)
                    && !ByteInstructions.run(opcode, frame, gas)
                    && !CryptoInstructions.run(opcode, frame, gas, tx)
                    && !EnvInstructions.run(opcode, frame, block, tx)) {
                throw new IllegalStateException("no such instruction: " + opcode);
            }
        } else if (opcode == Opcode.DESTROY_SELF) {
            destroy(frame);
        } else if (!AssetInstructions.run(opcode, frame, requireWorld())) {
            if (!ContractInstructions.run(instruction, frame, requireWorld())) {
                throw new IllegalStateException("no such instruction: " + opcode);
            }
            if (opcode == Opcode.MIGRATE_SIMPLE || opcode == Opcode.MIGRATE_WITH_FIELDS) {
                returnAtOnce(frame);
            }
        }
    }

    private static void pushConstant(Instruction instruction, Frame frame) {
        Val constant = instruction.constant();
        if (constant != null) {
            frame.push(constant);
        }
    }

    private void assertWithCode(Frame frame) {
        int errorCode = frame.popInt(VmFault.INVALID_ERROR_CODE);
        if (!frame.popBool()) {
            Hash contract = frame.object.idOrNull();
            String where = contract == null ? "TxScript" : "Contract @ " + Texts.contract(contract);
            throw new VmException(
                    VmFault.ASSERTION_FAILED_WITH_ERROR_CODE,
                    "Assertion Failed in " + where + ", Error Code: " + errorCode,
                    errorCode);
        }
    }

    private void log(Frame frame, int count) {
        gas.chargeLog(count);
        Val[] fields = frame.pop(count);
        TxWorld effects = world;
        if (effects != null) {
            effects.log(frame.object.idOrNull(), fields);
        }
    }

    private void destroy(Frame frame) {
        LockupScript refund = frame.popAddress();
        TxWorld effects = requireWorld();
        boolean isNull = refund instanceof LockupScript.P2c contract
                && contract.contractId().isZero();
        effects.destroy(frame, isNull ? tx.firstAddress() : refund);
        returnAtOnce(frame);
    }

    /** Returns, and then reaches the end of the method, where it returns once more: so does the official node. */
    private void returnAtOnce(Frame frame) {
        returnFrom(frame);
        frame.pc--;
    }
}
