package dev.flowbed.rill.state;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.Val;
import java.util.List;

/**
 * What of a contract stands in the trie (vm/ContractState.scala).
 *
 * @param fields its mutable fields
 * @param outputRef the output that holds its assets
 * @param immutableHash names the rest of its state
 */
record MutableContractState(List<Val> fields, TxOutputRef outputRef, Hash immutableHash) implements Encodable {
    MutableContractState {
        fields = List.copyOf(fields);
    }

    static MutableContractState read(ByteReader in) {
        return new MutableContractState(in.vector(Val::read), TxOutputRef.readContract(in), Hash.read(in));
    }

    @Override
    public void write(ByteWriter out) {
        out.vector(fields);
        outputRef.write(out);
        immutableHash.write(out);
    }
}
