package dev.flowbed.rill.state;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.vm.ContractCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A world state in tries.
 *
 * @param outputs unspent outputs; keys are serialized references, which start with the hint of the address
 * @param contracts the mutable parts of contracts by their ids
 * @param codeRoot the trie of code of contracts from before Leman, which nothing changes any more
 * @param records the other parts of contracts
 */
record TrieWorldState(MerkleTrie outputs, MerkleTrie contracts, Hash codeRoot, TrieNodes.Source records)
        implements WorldState {
    @Override
    public Optional<TxOutput> output(TxOutputRef ref) {
        return outputs.get(ref.encode()).map(bytes -> ByteReader.readAll(bytes, TxOutput::readTagged));
    }

    @Override
    public boolean contains(TxOutputRef ref) {
        return outputs.get(ref.encode()).isPresent();
    }

    @Override
    public List<AssetUtxo> assets(LockupScript.Asset lockup, int limit) {
        List<AssetUtxo> found = new ArrayList<>();
        outputs.scan(lockup.hint().encode(), new MerkleTrie.Visitor() {
            @Override
            public boolean enter() {
                return found.size() < limit;
            }

            @Override
            public void entry(byte[] key, byte[] value) {
                // a hint is four bytes: two addresses may share one
                if (found.size() < limit
                        && ByteReader.readAll(value, TxOutput::readTagged) instanceof TxOutput.Asset output
                        && output.lockupScript().equals(lockup)) {
                    TxOutputRef ref = ByteReader.readAll(key, TxOutputRef::read);
                    found.add(new AssetUtxo(ref, output, OutputOrigin.PERSISTED));
                }
            }
        });
        return found;
    }

    @Override
    public Optional<ContractState> contract(Hash id) {
        return contract(id, new ContractRecords(records));
    }

    Optional<ContractState> contract(Hash id, ContractRecords from) {
        return contracts.get(id.toArray()).flatMap(TrieWorldState::mutable).map(mutable -> {
            ImmutableContractState immutable = from.immutable(mutable.immutableHash());
            return new ContractState(
                    from.code(immutable.codeHash()),
                    immutable.initialStateHash(),
                    immutable.fields(),
                    mutable.fields(),
                    mutable.outputRef());
        });
    }

    /** Contract zero, which keeps the trie from being empty, has the form from before Leman and no code. */
    private static Optional<MutableContractState> mutable(byte[] bytes) {
        try {
            return Optional.of(ByteReader.readAll(bytes, MutableContractState::read));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean hasContract(Hash id) {
        return contracts.get(id.toArray()).isPresent();
    }

    @Override
    public Optional<ContractCode> code(Hash hash) {
        return new ContractRecords(records).findCode(hash);
    }

    @Override
    public StagedWorldState fork() {
        return new TrieStagedState(this, new ContractRecords(records));
    }
}
