package dev.flowbed.rill.state;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.vm.ContractCode;
import java.util.List;
import java.util.Optional;

/** The unspent outputs and contracts of one group after some intra-group block. Stored states never change. */
public interface WorldState {
    /** An unspent output. */
    Optional<TxOutput> output(TxOutputRef ref);

    /** Whether an output is unspent. */
    default boolean contains(TxOutputRef ref) {
        return output(ref).isPresent();
    }

    /** The unspent outputs of a lockup script in the order of their keys, at most {@code limit}. */
    List<AssetUtxo> assets(LockupScript.Asset lockup, int limit);

    /** A contract that can be called. */
    Optional<ContractState> contract(Hash id);

    /** Whether a contract is there. */
    boolean hasContract(Hash id);

    /** Code of contracts by its hash, of any group's; it stays when its last contract goes. */
    Optional<ContractCode> code(Hash hash);

    /** A state to change that starts as this one, which stays as it is. */
    StagedWorldState fork();
}
