package dev.flowbed.rill.state;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.Hash;

/**
 * Names one world state of a group (protocol/.../vm/WorldState.scala).
 *
 * @param outputs root of the trie of unspent outputs
 * @param contracts root of the trie of contract states
 * @param code root of the trie of contract code
 */
public record WorldStateRoots(Hash outputs, Hash contracts, Hash code) implements Encodable {

    /** Reads three roots. */
    public static WorldStateRoots read(ByteReader in) {
        return new WorldStateRoots(Hash.read(in), Hash.read(in), Hash.read(in));
    }

    @Override
    public void write(ByteWriter out) {
        outputs.write(out);
        contracts.write(out);
        code.write(out);
    }

    /** What headers carry as their dependency state hash. The code root is no part of it. */
    public Hash stateHash() {
        byte[] both = new byte[2 * Hash.LENGTH];
        outputs.copyTo(both, 0);
        contracts.copyTo(both, Hash.LENGTH);
        return Hash.blake2b(both);
    }
}
