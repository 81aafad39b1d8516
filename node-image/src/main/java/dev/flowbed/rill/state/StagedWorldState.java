package dev.flowbed.rill.state;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.rill.store.StoreBatch;
import java.util.NoSuchElementException;

/** A world state in the making: changes are gathered in memory and seen by its own queries. Not thread-safe. */
public interface StagedWorldState extends WorldState {
    /** Adds an unspent output, or replaces it. */
    void addAsset(TxOutputRef ref, TxOutput.Asset output);

    /**
     * Spends an output of any kind.
     *
     * @throws NoSuchElementException when it is not there
     */
    void removeAsset(TxOutputRef ref);

    /** Adds the output that holds a contract's assets. */
    void addContractOutput(TxOutputRef ref, TxOutput.Contract output);

    /** Adds a contract, or replaces it by one of other code. */
    void putContract(Hash id, ContractState state);

    /** Replaces a contract's mutable fields and the output that holds its assets; the rest is as it was. */
    void updateContract(Hash id, ContractState state);

    /**
     * Removes a contract; its output is removed by itself.
     *
     * @throws NoSuchElementException when it is not there
     */
    void removeContract(Hash id);

    /** Takes the changes of a fork of this state over; no other change may have been made since it was forked. */
    void adopt(StagedWorldState fork);

    /** Puts all that is new into a batch and returns the roots; after the batch is written, the roots name a stored state. */
    WorldStateRoots persist(StoreBatch batch);
}
