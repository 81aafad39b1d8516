package dev.flowbed.rill.state;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.ContractCode;
import java.util.List;

/**
 * A contract as it stands in a world state.
 *
 * @param code its code
 * @param initialStateHash the hash of code and fields when it was created
 * @param immutableFields fields that change by migration only
 * @param mutableFields the other fields
 * @param outputRef the output that holds its assets
 */
public record ContractState(
        ContractCode code,
        Hash initialStateHash,
        List<Val> immutableFields,
        List<Val> mutableFields,
        TxOutputRef outputRef) {
    public ContractState {
        immutableFields = List.copyOf(immutableFields);
        mutableFields = List.copyOf(mutableFields);
    }

    ImmutableContractState immutable() {
        return new ImmutableContractState(code.hash(), initialStateHash, immutableFields);
    }

    MutableContractState mutable() {
        return new MutableContractState(mutableFields, outputRef, immutable().hash());
    }
}
