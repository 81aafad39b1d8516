package dev.flowbed.alephium.rest;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonFields;
import dev.flowbed.alephium.model.TokenAmount;
import java.util.List;

/** What an address owns: atto ALPH in all, the part of it that is locked, tokens, and in how many outputs. */
public record AddressBalance(U256 balance, U256 locked, List<TokenAmount> tokens, int outputs) {
    public AddressBalance {
        tokens = List.copyOf(tokens);
    }

    static AddressBalance of(JsonFields json) {
        return new AddressBalance(
                json.parse("balance", Alph::parse),
                json.parse("lockedBalance", Alph::parse),
                json.has("tokenBalances") ? json.objects("tokenBalances", AddressBalance::token) : List.of(),
                json.integer("utxoNum"));
    }

    static TokenAmount token(JsonFields json) {
        return new TokenAmount(json.parse("id", Hash::fromHex), json.parse("amount", U256::parse));
    }
}
