package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The assets that a transaction's script may take (api/.../BuildTxCommon.scala).
 *
 * @param approved ALPH that the script is meant to take, atto ALPH
 * @param estimated the same with what outputs may need besides
 * @param tokens tokens that the script is meant to take
 */
public record ScriptAmounts(U256 approved, U256 estimated, List<TokenAmount> tokens) {
    private static final String OVERFLOW = "ALPH amount overflow";

    public ScriptAmounts {
        tokens = List.copyOf(tokens);
    }

    /** @param dust ALPH beyond what is approved, atto ALPH */
    static ScriptAmounts of(U256 approved, U256 dust, List<TokenAmount> tokens) {
        U256 forOutputs = Limits.DUST.times((tokens.size() + 1) * 2L);
        U256 estimated = approved.tryPlus(forOutputs)
                .flatMap(sum -> sum.tryPlus(dust))
                .orElseThrow(() -> TxBuildException.badRequest(OVERFLOW));
        return new ScriptAmounts(approved, estimated, tokens);
    }

    /** The same with so much more ALPH at hand. */
    ScriptAmounts withMore(U256 alph) {
        return new ScriptAmounts(approved, estimated.plus(alph), tokens);
    }

    AmountNeeded needed() {
        return new AmountNeeded(estimated, tokens, tokens.size() + 1);
    }

    /** ALPH and tokens that a request names, ALPH perhaps among the tokens. */
    record Asked(Optional<U256> alph, List<TokenAmount> tokens) {
        static Asked of(Optional<U256> alph, List<TokenAmount> tokens) {
            Optional<U256> sum = alph;
            List<TokenAmount> others = new ArrayList<>();
            for (TokenAmount token : tokens) {
                if (token.tokenId().equals(Hash.ZERO)) {
                    U256 before = sum.orElse(U256.ZERO);
                    sum = Optional.of(
                            before.tryPlus(token.amount()).orElseThrow(() -> TxBuildException.badRequest(OVERFLOW)));
                } else {
                    others.add(token);
                }
            }
            try {
                return new Asked(
                        sum,
                        TokenSums.of(others).stream()
                                .filter(token -> !token.amount().isZero())
                                .toList());
            } catch (TxBuildException e) {
                throw e.asBadRequest();
            }
        }
    }
}
