package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.AssetUtxo;
import java.util.ArrayList;
import java.util.List;

/** What a groupless address pays out of one of its groups for another (app/.../ChainedTxUtils.scala). */
record GroupFunding(TransferBuilder transfers) {
    /**
     * A transfer from one group to another.
     *
     * @param alphLeft ALPH that is missing still, atto ALPH
     * @param tokensLeft tokens that are missing still
     */
    record Funded(UnsignedTransaction tx, U256 alphLeft, List<TokenAmount> tokensLeft) {}

    /** Pays what it can of what is missing; fails when it can pay nothing. */
    Funded fund(
            Sender from,
            LockupScript.Asset to,
            List<AssetUtxo> utxos,
            U256 missingAlph,
            List<TokenAmount> missingTokens,
            GasChoice gas) {
        Tokens tokens = Tokens.of(TokenSums.of(AlphSums.tokensOf(utxos)), missingTokens);
        U256 alph = payableAlph(from, utxos, missingAlph, tokens.payable().size(), gas);
        UnsignedTransaction tx =
                transfer(from, new Destination(to, alph, tokens.payable(), 0, Bytes.EMPTY), utxos, gas);
        U256 received = U256.ZERO;
        for (TxOutput.Asset output : tx.fixedOutputs()) {
            received = output.lockupScript().equals(to) ? received.plus(output.amount()) : received;
        }
        return new Funded(tx, missingAlph.tryMinus(received).orElse(U256.ZERO), tokens.missing());
    }

    /** A transfer out of given outputs. */
    UnsignedTransaction transfer(Sender from, Destination to, List<AssetUtxo> utxos, GasChoice gas) {
        List<Destination> destinations = List.of(to);
        return transfers.build(from, destinations, transfers.check(from, destinations, gas), utxos, gas);
    }

    /** What a funder can send: no more than is missing, and leaving enough for its own fee and change. */
    private static U256 payableAlph(Sender from, List<AssetUtxo> utxos, U256 missing, int tokens, GasChoice gas) {
        U256 tokenDust = Limits.DUST.times(tokens);
        if (missing.compareTo(tokenDust) <= 0) {
            return tokenDust;
        }
        U256 spare = AlphSums.of(utxos)
                .tryMinus(neededToSend(from, utxos.size(), tokens, gas))
                .orElse(U256.ZERO);
        return spare.isZero()
                ? tokenDust
                : U256.min(spare, missing.minus(tokenDust)).plus(tokenDust);
    }

    /** What a funder needs itself to send so many tokens: least amounts of outputs and change, and the fee. */
    static U256 neededToSend(Sender from, int inputs, int tokens, GasChoice gas) {
        return Limits.DUST
                .times(2L * tokens + 1)
                .plus(TransferBuilder.highestFee(from, inputs, 2 * (tokens + 1), gas.price()));
    }

    /** Of some tokens wanted: what can be paid out of a balance, and what is missing. */
    record Tokens(List<TokenAmount> payable, List<TokenAmount> missing) {
        static Tokens of(List<TokenAmount> balance, List<TokenAmount> wanted) {
            List<TokenAmount> payable = new ArrayList<>();
            List<TokenAmount> missing = new ArrayList<>();
            for (TokenAmount token : wanted) {
                U256 held = balance.stream()
                        .filter(amount -> amount.tokenId().equals(token.tokenId()))
                        .map(TokenAmount::amount)
                        .findFirst()
                        .orElse(U256.ZERO);
                U256 paid = U256.min(held, token.amount());
                if (!paid.isZero()) {
                    payable.add(new TokenAmount(token.tokenId(), paid));
                }
                if (paid.compareTo(token.amount()) < 0) {
                    missing.add(new TokenAmount(token.tokenId(), token.amount().minus(paid)));
                }
            }
            return new Tokens(payable, missing);
        }
    }
}
