package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.model.TokenAmount;
import java.util.ArrayList;
import java.util.List;

/**
 * What a transfer needs besides gas (model/UnsignedTransaction.scala, calculateTotalAmountNeeded): rather too much ALPH, so that
 * change of every token fits too.
 *
 * @param outputs how many outputs there may be, change included
 */
record AmountNeeded(U256 alph, List<TokenAmount> tokens, int outputs) {
    static AmountNeeded of(List<Destination> destinations) {
        U256 alph = U256.ZERO;
        List<TokenAmount> tokens = new ArrayList<>();
        int outputs = 0;
        for (Destination to : destinations) {
            int tokenOutputs = to.tokens().size();
            boolean alphOutput = to.amount().compareTo(Limits.DUST.times(tokenOutputs)) > 0;
            int all = tokenOutputs + (alphOutput ? 1 : 0);
            U256 needed = U256.max(to.amount(), Limits.DUST.times(all));
            alph = alph.tryPlus(needed).orElseThrow(AlphSums.failure("ALPH amount overflow"));
            tokens.addAll(to.tokens());
            outputs += all;
        }
        List<TokenAmount> sums = TokenSums.of(tokens);
        int change = sums.size() + 1;
        U256 withChange = alph.tryPlus(Limits.DUST.times(change)).orElseThrow(AlphSums.failure("ALPH amount overflow"));
        return new AmountNeeded(withChange, sums, outputs + change);
    }
}
