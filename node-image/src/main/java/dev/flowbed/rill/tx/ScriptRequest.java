package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.script.ScriptCode;
import java.util.List;
import java.util.Optional;

/**
 * A script to be run by a transaction of one sender ({@code /contracts/unsigned-tx/execute-script}).
 *
 * @param alph ALPH that the script may take, atto ALPH
 * @param tokens tokens that the script may take
 * @param multiplier how much more gas than estimated it gets
 * @param dust ALPH for least amounts of outputs, beyond what is approved; atto ALPH
 * @param targetBlock what funding by other groups builds on; empty for the newest
 */
public record ScriptRequest(
        Sender from,
        ScriptCode script,
        Optional<U256> alph,
        List<TokenAmount> tokens,
        GasChoice gas,
        Optional<Double> multiplier,
        U256 dust,
        Optional<BlockHash> targetBlock) {
    public ScriptRequest {
        tokens = List.copyOf(tokens);
    }

    /** What of its sender's assets it needs. */
    ScriptAmounts amounts(U256 extra) {
        ScriptAmounts.Asked asked = ScriptAmounts.Asked.of(alph, tokens);
        return ScriptAmounts.of(asked.alph().orElse(U256.ZERO), extra, asked.tokens());
    }

    GasMultiplier gasMultiplier() {
        return multiplier.map(GasMultiplier::of).orElse(GasMultiplier.ONE);
    }
}
