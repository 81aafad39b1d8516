package dev.flowbed.alephium.rest;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonFields;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.Hint;
import java.util.List;

/** An unspent output: its reference, atto ALPH, tokens, and the time until which it is locked (milliseconds since 1970). */
public record Utxo(TxOutputRef ref, U256 amount, List<TokenAmount> tokens, long lockTime) {
    public Utxo {
        tokens = List.copyOf(tokens);
    }

    static Utxo of(JsonFields json) {
        JsonFields ref = json.object("ref");
        return new Utxo(
                new TxOutputRef(new Hint(ref.integer("hint")), ref.parse("key", Hash::fromHex)),
                json.parse("amount", Alph::parse),
                json.has("tokens") ? json.objects("tokens", AddressBalance::token) : List.of(),
                json.has("lockTime") ? json.number("lockTime") : 0);
    }
}
