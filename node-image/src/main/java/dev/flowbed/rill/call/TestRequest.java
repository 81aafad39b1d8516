package dev.flowbed.rill.call;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.ContractCode;
import java.util.List;
import java.util.Optional;

/**
 * A test of a contract in a state made up for it (api/.../TestContract.scala).
 *
 * @param group the group it seems to be in
 * @param block the hash that it sees of its block
 * @param timestamp the time that it sees, milliseconds since 1970
 * @param txId the transaction that it seems to be part of
 * @param contract the contract that is tested
 * @param caller the contract that calls it; empty for a script
 * @param method the method that is called, a private one too
 * @param existing other contracts that are there
 * @param inputs outputs that it seems to spend
 * @param dust ALPH that the caller has for least amounts of outputs, atto ALPH; zero to find out
 */
public record TestRequest(
        int group,
        BlockHash block,
        long timestamp,
        Hash txId,
        Contract contract,
        Optional<Hash> caller,
        int method,
        List<Val> arguments,
        List<Contract> existing,
        List<InputAsset> inputs,
        U256 dust) {
    public TestRequest {
        arguments = List.copyOf(arguments);
        existing = List.copyOf(existing);
        inputs = List.copyOf(inputs);
    }

    /**
     * A contract of the made-up state.
     *
     * @param alph what it holds, atto ALPH
     * @param tokens what it holds
     */
    public record Contract(
            Hash id,
            ContractCode code,
            List<Val> immutableFields,
            List<Val> mutableFields,
            U256 alph,
            List<TokenAmount> tokens) {
        public Contract {
            immutableFields = List.copyOf(immutableFields);
            mutableFields = List.copyOf(mutableFields);
            tokens = List.copyOf(tokens);
        }

        Contract with(ContractCode other) {
            return new Contract(id, other, immutableFields, mutableFields, alph, tokens);
        }
    }
}
