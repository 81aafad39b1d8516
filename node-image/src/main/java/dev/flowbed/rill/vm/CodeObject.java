package dev.flowbed.rill.vm;

import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.ContractCode;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Script;
import dev.flowbed.rill.state.ContractState;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A script or a contract that is being run, with its fields. */
final class CodeObject {
    private final @Nullable Hash id;
    private final @Nullable Script script;
    private final @Nullable ContractState state;
    private final Val[] mutable;

    private CodeObject(@Nullable Hash id, @Nullable Script script, @Nullable ContractState state, Val[] mutable) {
        this.id = id;
        this.script = script;
        this.state = state;
        this.mutable = mutable;
    }

    static CodeObject of(Script script) {
        return new CodeObject(null, script, null, new Val[0]);
    }

    static CodeObject of(Hash id, ContractState state) {
        return new CodeObject(id, null, state, state.mutableFields().toArray(Val[]::new));
    }

    boolean isScript() {
        return id == null;
    }

    /** The contract's id, null for a script. */
    @Nullable
    Hash idOrNull() {
        return id;
    }

    Hash id() {
        if (id == null) {
            throw new VmException(VmFault.EXPECT_ACONTRACT);
        }
        return id;
    }

    LockupScript.P2c address() {
        return new LockupScript.P2c(id());
    }

    /** The contract's state when it was loaded. */
    ContractState state() {
        if (state == null) {
            throw new VmException(
                    VmFault.EXPECT_STATEFUL_CONTRACT_OBJ,
                    "`callerInitialStateHash` or `callerCodeHash` functions can only be called from the contract");
        }
        return state;
    }

    Method method(int index) {
        int count = methodCount();
        if (index >= count) {
            throw new VmException(
                    VmFault.INVALID_METHOD_INDEX, "Invalid method index " + index + ", method length: " + count);
        }
        if (script != null) {
            return script.methods().get(index);
        }
        try {
            return state().code().method(index);
        } catch (FormatException e) {
            throw new VmException(VmFault.IO_ERROR_LOAD_CONTRACT, String.valueOf(e.getMessage()));
        }
    }

    private int methodCount() {
        return script != null ? script.methods().size() : state().code().methodCount();
    }

    ContractCode.Found find(int selector) {
        ContractCode.Found found = state().code().find(selector);
        if (found == null) {
            throw new VmException(
                    VmFault.INVALID_METHOD_SELECTOR,
                    String.format("Invalid method selector: %08x. ", selector)
                            + "This method might have been created before the Rhone upgrade and does not support dynamic"
                            + " calling. You'll need to call it directly using the method index.");
        }
        return found;
    }

    Val immutableField(int index) {
        List<Val> fields = state == null ? List.of() : state.immutableFields();
        if (index >= fields.size()) {
            throw new VmException(
                    VmFault.INVALID_IMM_FIELD_INDEX,
                    "Invalid immutable field index: " + index + ", immutable fields length is: " + fields.size());
        }
        return fields.get(index);
    }

    Val mutableField(int index) {
        requireMutable(index);
        return mutable[index];
    }

    void setMutableField(int index, Val value) {
        requireMutable(index);
        VmException.require(mutable[index].getClass() == value.getClass(), VmFault.INVALID_MUT_FIELD_TYPE);
        mutable[index] = value;
    }

    private void requireMutable(int index) {
        if (index >= mutable.length) {
            throw new VmException(
                    VmFault.INVALID_MUT_FIELD_INDEX,
                    "Invalid mutable field index: " + index + ", mutable fields length is: " + mutable.length);
        }
    }

    List<Val> mutableFields() {
        return List.copyOf(Arrays.asList(mutable));
    }

    boolean isUpdated() {
        return state != null && !mutableFields().equals(state.mutableFields());
    }
}
