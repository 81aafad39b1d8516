package dev.flowbed.rill.vm;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.rill.state.ContractState;
import dev.flowbed.rill.state.StagedWorldState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** The contracts that a transaction has loaded, and what became of their assets (vm/ContractPool.scala). */
final class ContractPool {
    /** An output of a contract that is spent. */
    record Input(TxOutputRef ref, TxOutput.Contract output) {}

    private record Call(Hash contract, int method) {}

    /** Assets that are in use, until they are put into an output again. */
    private record Assets(Holding holding, boolean isFlushed) {}

    private final StagedWorldState state;
    private final GasMeter gas;
    private final Map<Hash, CodeObject> loaded = new HashMap<>();
    private final Set<Hash> blocked = new HashSet<>();
    private final OfficialOrder<Hash, Assets> assets = new OfficialOrder<>(OfficialOrder::hashCodeOf);
    private final Set<Call> calls = new HashSet<>();
    private final List<Input> inputs = new ArrayList<>();

    ContractPool(StagedWorldState state, GasMeter gas) {
        this.state = state;
        this.gas = gas;
    }

    // ---- code and fields

    CodeObject load(Hash id) {
        CodeObject known = loaded.get(id);
        if (known != null) {
            return known;
        }
        if (blocked.contains(id)) {
            throw new VmException(
                    VmFault.CONTRACT_LOAD_DISALLOWED,
                    "ContractLoadDisallowed(" + ValText.hex("ContractId", id.hex()) + ")");
        }
        ContractState found = state.contract(id)
                .orElseThrow(() -> new VmException(
                        VmFault.NON_EXIST_CONTRACT, "Contract " + Texts.contract(id) + " does not exist"));
        CodeObject object = CodeObject.of(id, found);
        gas.chargeLoad(GasMeter.sizeOf(found.immutableFields())
                + GasMeter.sizeOf(found.mutableFields())
                + found.code().methodsLength());
        loaded.put(id, object);
        return object;
    }

    /** Keeps a contract from being loaded again: its code is another one now. */
    void block(Hash id) {
        blocked.add(id);
        loaded.remove(id);
    }

    void remove(Hash id) {
        state.removeContract(id);
        flush(id);
        loaded.remove(id);
    }

    /** Stores the fields that code changed. */
    void storeFields() {
        loaded.forEach((id, object) -> {
            if (object.isUpdated()) {
                gas.chargeStateUpdate(object.mutableFields());
                ContractState now = stateOf(id);
                state.updateContract(
                        id,
                        new ContractState(
                                now.code(),
                                now.initialStateHash(),
                                now.immutableFields(),
                                object.mutableFields(),
                                now.outputRef()));
            }
        });
    }

    ContractState stateOf(Hash id) {
        return state.contract(id)
                .orElseThrow(() -> new VmException(VmFault.IO_ERROR_LOAD_CONTRACT, "no contract " + id.hex()));
    }

    // ---- assets

    /** What a contract has, for a method that may spend it; the same holding each time. */
    Holding use(Hash id, int method) {
        if (!calls.add(new Call(id, method))) {
            throw new VmException(
                    VmFault.FUNCTION_REENTRANCY,
                    "The " + method + "-th function in the contract (@" + Texts.contract(id)
                            + ") is called twice and uses contract assets twice, "
                            + "which is not allowed due to reentrancy protection!");
        }
        return useOrLoad(id);
    }

    /** Loads what a contract has so that it can get more. */
    void prepare(Hash id) {
        useOrLoad(id);
    }

    private Holding useOrLoad(Hash id) {
        Assets known = assets.get(id);
        if (known != null) {
            VmException.require(!known.isFlushed(), VmFault.CONTRACT_ASSET_ALREADY_FLUSHED);
            return known.holding();
        }
        gas.charge(GasMeter.INPUT);
        TxOutputRef ref = stateOf(id).outputRef();
        if (!(state.output(ref).orElse(null) instanceof TxOutput.Contract output)) {
            throw new VmException(VmFault.IO_ERROR_LOAD_CONTRACT, "no assets of contract " + id.hex());
        }
        inputs.add(new Input(ref, output));
        Holding holding = Holding.of(output);
        assets.put(id, new Assets(holding, false));
        return holding;
    }

    boolean isLoaded(Hash id) {
        return assets.contains(id);
    }

    void flush(Hash id) {
        Assets known = assets.get(id);
        if (known == null) {
            throw unloaded(id);
        }
        VmException.require(!known.isFlushed(), VmFault.CONTRACT_ASSET_ALREADY_FLUSHED);
        assets.put(id, new Assets(known.holding(), true));
    }

    static VmException unloaded(Hash id) {
        return new VmException(
                VmFault.CONTRACT_ASSET_UNLOADED,
                "Assets for contract " + Texts.contract(id)
                        + " is not loaded, please annotate the function with `@using(assetsInContract = true)`");
    }

    /** Assets that are still in use. */
    record InUse(Hash contract, Holding holding) {}

    /** What is still in use, in the official order. */
    List<InUse> inUse() {
        return assets.list().stream()
                .filter(entry -> !entry.getValue().isFlushed())
                .map(entry -> new InUse(entry.getKey(), entry.getValue().holding()))
                .toList();
    }

    void requireAllFlushed() {
        for (InUse use : inUse()) {
            throw new VmException(
                    VmFault.EMPTY_CONTRACT_ASSET,
                    "No assets for contract " + Texts.contract(use.contract()) + ", a minimum of "
                            + Texts.alph(ContractLimits.MINIMAL_DEPOSIT) + " is required");
        }
    }

    /** The outputs of contracts that are spent. */
    List<Input> inputs() {
        return inputs;
    }

    /** Removes what is spent from the state. */
    void removeInputs() {
        for (Input input : inputs) {
            try {
                state.removeAsset(input.ref());
            } catch (NoSuchElementException e) {
                throw new VmException(VmFault.UNCAUGHT_KEY_NOT_FOUND_ERROR, String.valueOf(e.getMessage()));
            }
        }
    }
}
