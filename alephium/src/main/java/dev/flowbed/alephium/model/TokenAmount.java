package dev.flowbed.alephium.model;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.Hash;

/** So much of a token. */
public record TokenAmount(Hash tokenId, U256 amount) implements Encodable {
    public static TokenAmount read(ByteReader in) {
        return new TokenAmount(Hash.read(in), U256.read(in));
    }

    @Override
    public void write(ByteWriter out) {
        tokenId.write(out);
        amount.write(out);
    }
}
