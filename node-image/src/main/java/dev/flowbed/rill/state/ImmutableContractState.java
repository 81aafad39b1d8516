package dev.flowbed.rill.state;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Val;
import java.util.List;

/**
 * What of a contract changes by migration only; kept by its hash, outside of the trie (vm/ContractState.scala).
 *
 * @param codeHash names its code
 * @param initialStateHash the hash of code and fields when it was created
 * @param fields its immutable fields
 */
record ImmutableContractState(Hash codeHash, Hash initialStateHash, List<Val> fields) implements Encodable {
    ImmutableContractState {
        fields = List.copyOf(fields);
    }

    static ImmutableContractState read(ByteReader in) {
        return new ImmutableContractState(Hash.read(in), Hash.read(in), in.vector(Val::read));
    }

    Hash hash() {
        return Hash.blake2b(this);
    }

    @Override
    public void write(ByteWriter out) {
        codeHash.write(out);
        initialStateHash.write(out);
        out.vector(fields);
    }
}
