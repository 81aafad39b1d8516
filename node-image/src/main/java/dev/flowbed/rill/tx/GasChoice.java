package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Limits;
import java.util.OptionalInt;

/**
 * The gas of a transaction as a user asks for it.
 *
 * @param amount units of gas; empty to have it estimated
 * @param price atto ALPH per unit
 */
public record GasChoice(OptionalInt amount, U256 price) {
    /** Estimated, at the least price. */
    public static final GasChoice DEFAULT = new GasChoice(OptionalInt.empty(), Limits.MIN_GAS_PRICE);

    /** Fails when amount or price are outside what the protocol allows. */
    void check() {
        if (amount.isPresent()) {
            int gas = amount.getAsInt();
            TxBuildException.require(
                    gas >= Limits.MIN_GAS,
                    "Provided gas GasBox(" + gas + ") too small, minimal GasBox(" + Limits.MIN_GAS + ")");
            TxBuildException.require(
                    gas <= Limits.MAX_GAS_PER_TX,
                    "Provided gas GasBox(" + gas + ") too large, maximal GasBox(" + Limits.MAX_GAS_PER_TX + ")");
        }
        TxBuildException.require(
                price.compareTo(Limits.COINBASE_GAS_PRICE) >= 0,
                "Gas price GasPrice(" + price + ") too small, minimal GasPrice(" + Limits.COINBASE_GAS_PRICE + ")");
        TxBuildException.require(
                price.compareTo(Alph.MAX) < 0,
                "Gas price GasPrice(" + price + ") too large, maximal GasPrice(" + Alph.MAX.minus(U256.ONE) + ")");
    }

    /** A bad request when no transaction with a script can have this gas; the official node fails without words. */
    void requirePossible() {
        int gas = amount.orElse(Limits.MIN_GAS);
        if (gas < Limits.MIN_GAS) {
            throw TxBuildException.badRequest(
                    "Provided gas GasBox(" + gas + ") too small, minimal GasBox(" + Limits.MIN_GAS + ")");
        }
        if (price.compareTo(Alph.MAX) > 0) {
            throw TxBuildException.badRequest(
                    "Gas price GasPrice(" + price + ") too large, maximal GasPrice(" + Alph.MAX + ")");
        }
    }

    /** What so much gas costs, in atto ALPH. */
    U256 fee(int gas) {
        return price.times(gas);
    }

    /** The same price, the amount to be estimated. */
    GasChoice estimated() {
        return new GasChoice(OptionalInt.empty(), price);
    }
}
