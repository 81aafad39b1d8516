package dev.flowbed.rill.validation;

import static dev.flowbed.rill.validation.TxInvalidException.require;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.ScriptCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules on what comes in and goes out (flow/.../TxValidation.scala): locks, ALPH and tokens. */
final class TxBalance {
    private TxBalance() {}

    /** No spent output is locked beyond the block's time, in milliseconds. */
    static void checkLocks(List<TxOutput> spent, long timestamp) {
        for (TxOutput output : spent) {
            require(!(output instanceof TxOutput.Asset asset) || asset.lockTime() <= timestamp, TxFault.TIME_LOCKED_TX);
        }
    }

    /** Inputs and, for a coinbase, the reward make exactly the outputs and the fee. */
    static void checkAlph(Transaction tx, List<TxOutput> spent, Optional<U256> coinbaseReward) {
        Optional<U256> in = totalAlph(spent).flatMap(sum -> sum.tryPlus(coinbaseReward.orElse(U256.ZERO)));
        Optional<U256> out =
                totalAlph(tx.outputs()).flatMap(sum -> sum.tryPlus(tx.unsigned().gasFee()));
        require(in.isPresent() && out.isPresent(), TxFault.BALANCE_OVER_FLOW);
        require(in.equals(out), TxFault.INVALID_ALPH_BALANCE);
    }

    /** Of every token that goes out, exactly as much came in. */
    static void checkTokens(Transaction tx, List<TxOutput> spent) {
        Map<Hash, U256> in = tokens(spent);
        Map<Hash, U256> out = tokens(tx.outputs());
        // as the official node has it: tokens that only come in may be dropped
        boolean mayIssue = tx.scriptExecutionOk()
                && tx.unsigned()
                        .script()
                        .filter(ScriptCode::usesPreapprovedAssets)
                        .isPresent();
        out.forEach((token, amount) -> {
            U256 given = in.get(token);
            // a script may issue new tokens and burn some, but make no more of those that were there
            boolean holds = mayIssue ? given == null || given.compareTo(amount) >= 0 : amount.equals(given);
            require(holds, TxFault.INVALID_TOKEN_BALANCE);
        });
    }

    private static Map<Hash, U256> tokens(List<TxOutput> outputs) {
        Map<Hash, U256> sums = new HashMap<>();
        for (TxOutput output : outputs) {
            for (TokenAmount token : output.tokens()) {
                U256 before = sums.getOrDefault(token.tokenId(), U256.ZERO);
                Optional<U256> after = before.tryPlus(token.amount());
                require(after.isPresent(), TxFault.BALANCE_OVER_FLOW);
                sums.put(token.tokenId(), after.orElseThrow());
            }
        }
        return sums;
    }

    /** The ALPH in some outputs, unless it is more than an amount can be. */
    static Optional<U256> totalAlph(List<TxOutput> outputs) {
        Optional<U256> sum = Optional.of(U256.ZERO);
        for (TxOutput output : outputs) {
            sum = sum.flatMap(so -> so.tryPlus(output.amount()));
        }
        return sum;
    }
}
