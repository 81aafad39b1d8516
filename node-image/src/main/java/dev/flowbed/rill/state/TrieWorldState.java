package dev.flowbed.rill.state;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.LockupScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Unspent outputs in a trie: keys are serialized references, which start with the hint of the address. Immutable. */
record TrieWorldState(MerkleTrie outputs) implements WorldState {
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
}
