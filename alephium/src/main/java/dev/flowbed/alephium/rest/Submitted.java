package dev.flowbed.alephium.rest;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonFields;
import dev.flowbed.alephium.model.ChainIndex;

/** A transaction that a node took, and the chain it belongs on. */
public record Submitted(Hash txId, ChainIndex chain) {
    static Submitted of(JsonFields json) {
        return new Submitted(
                json.parse("txId", Hash::fromHex), new ChainIndex(json.integer("fromGroup"), json.integer("toGroup")));
    }
}
