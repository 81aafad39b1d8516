package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.AssetUtxo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Scripts of a groupless address: paid out of the script's group if that has enough, or else funded by the other groups first
 * (app/.../ChainedTxUtils.scala).
 */
record GrouplessScripts(
        AddressOutputs outputs,
        ScriptTxBuilder scripts,
        TransferBuilder transfers,
        GrouplessBuilder groupless,
        TxBuildSettings settings) {
    /**
     * A transaction with what funds it.
     *
     * @param dust ALPH to have besides, atto ALPH
     */
    BuiltScript build(ScriptTxBuilder.Parts parts, U256 dust, Optional<BlockHash> target) {
        List<AssetUtxo> utxos = scripts.usable(parts.from(), ExtraUtxos.NONE);
        try {
            return scripts.buildAndRun(parts, utxos);
        } catch (TxBuildException e) {
            Round round = new Round(parts, target, utxos).fund(dust);
            try {
                return scripts.buildAndRun(
                                parts, round.available(utxos, parts.from().lockup()))
                        .fundedBy(round.txs);
            } catch (TxBuildException again) {
                throw round.alph.isZero()
                        ? again
                        : TxBuildException.badRequest(
                                "Not enough ALPH balance, requires an additional " + Alph.pretty(round.alph));
            }
        }
    }

    /** One round over the other groups. */
    private final class Round {
        private final ScriptTxBuilder.Parts parts;
        private final Optional<BlockHash> target;
        private final List<AssetUtxo> own;
        private final List<Sender> others;
        private final GasChoice gas;
        private final List<UnsignedTransaction> txs = new ArrayList<>();
        private U256 alph = U256.ZERO;
        private List<TokenAmount> tokens = List.of();

        Round(ScriptTxBuilder.Parts parts, Optional<BlockHash> target, List<AssetUtxo> own) {
            this.parts = parts;
            this.target = target;
            this.own = own;
            this.gas = parts.gas().estimated();
            this.others = groupless.inAllGroups(parts.from().lockup()).stream()
                    .filter(lockup -> !lockup.equals(parts.from().lockup()))
                    .map(lockup -> parts.from().at(lockup))
                    .toList();
        }

        Round fund(U256 dust) {
            U256 wanted = gas.fee(Limits.MAX_GAS_PER_TX)
                    .plus(parts.amounts().estimated())
                    .plus(dust);
            alph = wanted.tryMinus(AlphSums.of(own)).orElse(U256.ZERO);
            tokens = GroupFunding.Tokens.of(
                            TokenSums.of(AlphSums.tokensOf(own)),
                            parts.amounts().tokens())
                    .missing();
            for (Sender other : others) {
                if (!alph.isZero() || !tokens.isEmpty()) {
                    fundBy(other);
                }
            }
            if (!tokens.isEmpty()) {
                throw TxBuildException.badRequest("Not enough token balances, requires additional "
                        + tokens.stream()
                                .map(token -> token.tokenId().hex() + ": " + token.amount())
                                .collect(Collectors.joining(",")));
            }
            return this;
        }

        private void fundBy(Sender other) {
            List<AssetUtxo> utxos = available(usable(other), other.lockup());
            try {
                take(other, utxos);
            } catch (TxBuildException e) {
                List<TokenAmount> held = TokenSums.of(AlphSums.tokensOf(utxos));
                int payable = GroupFunding.Tokens.of(held, tokens).payable().size();
                if (payable > 0) {
                    takeAfterAlph(other, utxos, payable);
                }
            }
        }

        private void take(Sender other, List<AssetUtxo> utxos) {
            GroupFunding.Funded funded =
                    new GroupFunding(transfers).fund(other, parts.from().lockup(), utxos, alph, tokens, gas);
            txs.add(funded.tx());
            alph = funded.alphLeft();
            tokens = funded.tokensLeft();
        }

        /** A group that has tokens but no ALPH to send them with gets some from another group first. */
        private void takeAfterAlph(Sender other, List<AssetUtxo> utxos, int count) {
            U256 needed = GroupFunding.neededToSend(other, utxos.size() + 1, count, gas)
                    .tryMinus(AlphSums.of(utxos))
                    .orElse(U256.ZERO);
            if (needed.isZero()) {
                return;
            }
            U256 amount = U256.max(needed, Limits.DUST);
            int before = txs.size();
            alphFrom(other, new Destination(other.lockup(), amount, List.of(), 0, Bytes.EMPTY))
                    .ifPresent(tx -> {
                        try {
                            txs.add(tx);
                            take(other, available(utxos, other.lockup()));
                        } catch (TxBuildException e) {
                            txs.subList(before, txs.size()).clear();
                        }
                    });
        }

        private Optional<UnsignedTransaction> alphFrom(Sender except, Destination to) {
            List<Sender> payers = new ArrayList<>(others);
            payers.removeIf(payer -> payer.lockup().equals(except.lockup()));
            payers.add(parts.from());
            for (Sender payer : payers) {
                List<AssetUtxo> base = payer.lockup().equals(parts.from().lockup()) ? own : usable(payer);
                try {
                    return Optional.of(
                            new GroupFunding(transfers).transfer(payer, to, available(base, payer.lockup()), gas));
                } catch (TxBuildException e) {
                    // the next one may have enough
                }
            }
            return Optional.empty();
        }

        private List<AssetUtxo> usable(Sender sender) {
            return outputs.usable(sender.lockup(), target, settings.utxosLimit());
        }

        /** Outputs of an address once the transactions so far are done. */
        List<AssetUtxo> available(List<AssetUtxo> utxos, LockupScript.Asset lockup) {
            ExtraUtxos done = ExtraUtxos.NONE;
            for (UnsignedTransaction tx : txs) {
                done = done.after(tx);
            }
            return done.merge(utxos, lockup);
        }
    }
}
