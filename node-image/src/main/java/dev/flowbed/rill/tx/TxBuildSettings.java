package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;

/**
 * Settings of building transactions.
 *
 * @param networkId what transactions carry
 * @param groups how many groups there are
 * @param utxosLimit outputs of an address that are read at most ({@code alephium.api.default-utxos-limit})
 * @param gasFeeCap the highest fee that is built, in atto ALPH ({@code alephium.api.gas-fee-cap})
 */
public record TxBuildSettings(int networkId, int groups, int utxosLimit, U256 gasFeeCap) {
    /** With the official defaults. */
    public static TxBuildSettings of(int networkId, int groups) {
        return new TxBuildSettings(networkId, groups, 5000, Alph.ONE);
    }
}
