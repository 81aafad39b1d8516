package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.rill.state.AssetUtxo;
import java.util.List;
import java.util.function.Supplier;

/** Sums of ALPH that fail with the official messages. */
final class AlphSums {
    private AlphSums() {}

    /** The total, which must not be more than there will ever be. */
    static U256 total(List<U256> amounts) {
        U256 sum = U256.ZERO;
        for (U256 amount : amounts) {
            sum = sum.tryPlus(amount).orElseThrow(failure("Alph Amount overflow"));
            TxBuildException.require(sum.compareTo(Alph.MAX) <= 0, "ALPH amount overflow");
        }
        return sum;
    }

    /** The total of outputs. */
    static U256 of(List<AssetUtxo> utxos) {
        return total(utxos.stream().map(utxo -> utxo.output().amount()).toList());
    }

    static List<TokenAmount> tokensOf(List<AssetUtxo> utxos) {
        return utxos.stream().flatMap(utxo -> utxo.output().tokens().stream()).toList();
    }

    /** What is left of inputs after outputs and fee. */
    static U256 remainder(List<U256> inputs, List<U256> outputs, U256 gasFee) {
        return sum(inputs, "Input amount overflow")
                .tryMinus(sum(outputs, "Output amount overflow"))
                .orElseThrow(failure("Not enough balance"))
                .tryMinus(gasFee)
                .orElseThrow(failure("Not enough balance for gas fee"));
    }

    private static U256 sum(List<U256> amounts, String overflow) {
        U256 sum = U256.ZERO;
        for (U256 amount : amounts) {
            sum = sum.tryPlus(amount).orElseThrow(failure(overflow));
        }
        return sum;
    }

    static Supplier<TxBuildException> failure(String message) {
        return () -> TxBuildException.failed(message);
    }
}
