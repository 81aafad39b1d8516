package dev.flowbed.rill.state;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.hash.Blake2b;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.Hint;
import dev.flowbed.alephium.script.LockupScript;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the official node puts into each trie before genesis, since a trie is never empty: an output of one atto ALPH to contract
 * zero, the state of that contract, and its code of one method that only pops (vm/WorldState.scala, {@code emptyPersisted}).
 */
record EmptyState(WorldStateRoots roots, Map<Hash, byte[]> nodes) {
    private static final int POP = 0x18;

    static EmptyState create() {
        Map<Hash, byte[]> nodes = new HashMap<>();
        Hash outputs = store(outputRef().encode(), output(), nodes);
        Hash contracts = store(Hash.ZERO.toArray(), contract(), nodes);
        Hash code = store(Hash.ZERO.toArray(), codeRecord(), nodes);
        return new EmptyState(new WorldStateRoots(outputs, contracts, code), Map.copyOf(nodes));
    }

    private static Hash store(byte[] key, byte[] value, Map<Hash, byte[]> nodes) {
        byte[] node = new TrieNode.Leaf(Nibbles.of(key), value).encode();
        Hash hash = Hash.blake2b(node);
        nodes.put(hash, node);
        return hash;
    }

    private static byte[] output() {
        ByteWriter out = new ByteWriter();
        TxOutput.writeTagged(out, new TxOutput.Contract(U256.ONE, new LockupScript.P2c(Hash.ZERO), List.of()));
        return out.toByteArray();
    }

    private static byte[] contract() {
        Hash codeHash = Hash.blake2b(code());
        byte[] codeAndFields =
                new ByteWriter().raw(codeHash.toArray()).compactInt(0).toByteArray();
        ByteWriter state = new ByteWriter()
                .raw(codeHash.toArray())
                .raw(Blake2b.doubleHash(codeAndFields))
                .compactInt(0);
        outputRef().write(state);
        return state.toByteArray();
    }

    private static byte[] codeRecord() {
        int references = 0;
        return new ByteWriter().raw(code()).compactInt(references).toByteArray();
    }

    private static TxOutputRef outputRef() {
        return new TxOutputRef(new Hint(0), Hash.ZERO);
    }

    private static byte[] code() {
        byte[] method = new ByteWriter()
                .bool(false)
                .u8(0)
                .compactInt(0)
                .compactInt(0)
                .compactInt(0)
                .compactInt(1)
                .u8(POP)
                .toByteArray();
        return new ByteWriter()
                .compactInt(0)
                .compactInt(1)
                .compactInt(method.length)
                .raw(method)
                .toByteArray();
    }
}
