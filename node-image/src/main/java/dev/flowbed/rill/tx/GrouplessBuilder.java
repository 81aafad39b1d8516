package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.AssetUtxo;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Transfers of a groupless address when no group is named (app/.../GrouplessUtils.scala): from one of its groups if that has enough,
 * or else from the one with the most, which the others fund first; breadth first, so that as few transactions are made as can be.
 */
record GrouplessBuilder(
        AddressOutputs outputs, TransferBuilder transfers, OutputViews views, TxBuildSettings settings) {
    /** The address in one group, and what it has there. */
    private record Grouped(LockupScript.Groupless lockup, List<AssetUtxo> utxos, U256 alph, List<TokenAmount> tokens) {
        U256 held(Hash token) {
            return tokens.stream()
                    .filter(amount -> amount.tokenId().equals(token))
                    .map(TokenAmount::amount)
                    .findFirst()
                    .orElse(U256.ZERO);
        }
    }

    /** A plan that lacks something still: who pays in the end, who may fund, what is missing. */
    private record Plan(
            Sender from,
            List<AssetUtxo> utxos,
            List<LockupScript.Groupless> funders,
            U256 missingAlph,
            List<TokenAmount> missingTokens,
            List<UnsignedTransaction> funding,
            String error) {
        boolean isFunded() {
            return missingAlph.isZero() && missingTokens.isEmpty();
        }

        Plan fundedBy(UnsignedTransaction tx, U256 alphLeft, List<TokenAmount> tokensLeft, int next) {
            List<UnsignedTransaction> all = new ArrayList<>(funding);
            all.add(tx);
            return new Plan(from, utxos, funders.subList(next, funders.size()), alphLeft, tokensLeft, all, error);
        }
    }

    /** Returns the transactions that fund, in order, then the transfer itself. */
    List<UnsignedTransaction> build(TransferRequest request) {
        AmountNeeded needed;
        try {
            needed = transfers.check(request.from(), request.to(), request.gas());
        } catch (TxBuildException e) {
            throw e.asBadRequest();
        }
        GasChoice gas = request.gas().estimated();
        List<Grouped> richestFirst = richestFirst(request, needed);
        Plan best = null;
        for (Grouped grouped : richestFirst) {
            Sender sender = request.from().at(grouped.lockup());
            try {
                return List.of(transfers.build(sender, request.to(), needed, grouped.utxos(), gas));
            } catch (TxBuildException e) {
                best = best == null ? plan(sender, grouped, richestFirst, needed, gas, e) : best;
            }
        }
        TxBuildException.require(best != null, "This node serves no group of the address");
        return fund(List.of(best), request, needed, gas);
    }

    private List<Grouped> richestFirst(TransferRequest request, AmountNeeded needed) {
        List<Grouped> all = new ArrayList<>();
        for (LockupScript.Groupless lockup : inAllGroups(request.from().lockup())) {
            List<AssetUtxo> utxos = outputs.usable(lockup, request.targetBlock(), settings.utxosLimit());
            all.add(new Grouped(lockup, utxos, AlphSums.of(utxos), TokenSums.of(AlphSums.tokensOf(utxos))));
        }
        Comparator<Grouped> byAlph = Comparator.comparing(Grouped::alph);
        Comparator<Grouped> order = needed.tokens().isEmpty()
                ? byAlph
                : Comparator.comparing((Grouped grouped) ->
                                grouped.held(needed.tokens().get(0).tokenId()))
                        .thenComparing(byAlph);
        all.sort(order.reversed());
        return all;
    }

    /** The address in each group that this broker serves. */
    List<LockupScript.Groupless> inAllGroups(LockupScript.Asset lockup) {
        List<LockupScript.Groupless> all = new ArrayList<>();
        for (int group = 0; group < settings.groups(); group++) {
            if (views.serves(group)) {
                if (lockup instanceof LockupScript.P2pk p2pk) {
                    all.add(new LockupScript.P2pk(p2pk.publicKey(), group));
                } else if (lockup instanceof LockupScript.P2hmpk p2hmpk) {
                    all.add(new LockupScript.P2hmpk(p2hmpk.hash(), group));
                } else {
                    throw TxBuildException.badRequest("Expected a groupless address, got " + lockup);
                }
            }
        }
        return all;
    }

    private static Plan plan(
            Sender sender,
            Grouped grouped,
            List<Grouped> all,
            AmountNeeded needed,
            GasChoice gas,
            TxBuildException error) {
        U256 highestFee = TransferBuilder.highestFee(sender, Limits.MAX_INPUTS, needed.outputs(), gas.price());
        U256 missing = highestFee.plus(needed.alph()).tryMinus(grouped.alph()).orElse(U256.ZERO);
        List<LockupScript.Groupless> others = all.stream()
                .map(Grouped::lockup)
                .filter(lockup -> !lockup.equals(grouped.lockup()))
                .toList();
        List<TokenAmount> missingTokens =
                GroupFunding.Tokens.of(grouped.tokens(), needed.tokens()).missing();
        return new Plan(
                sender, grouped.utxos(), others, missing, missingTokens, List.of(), String.valueOf(error.getMessage()));
    }

    private List<UnsignedTransaction> fund(
            List<Plan> first, TransferRequest request, AmountNeeded needed, GasChoice gas) {
        List<Plan> plans = first;
        while (true) {
            List<Plan> next = new ArrayList<>();
            for (Plan plan : plans) {
                for (int i = 0; i < plan.funders().size(); i++) {
                    Optional<Plan> funded = fund(plan, i, gas, request.targetBlock());
                    if (funded.isPresent() && funded.get().isFunded()) {
                        return complete(funded.get(), request, needed, gas);
                    }
                    funded.ifPresent(next::add);
                }
            }
            if (next.isEmpty()) {
                throw failure(plans);
            }
            plans = next;
        }
    }

    /** A plan with one more funder paying what it can; empty when it can pay nothing. */
    private Optional<Plan> fund(Plan plan, int funder, GasChoice gas, Optional<BlockHash> target) {
        Sender from = plan.from().at(plan.funders().get(funder));
        try {
            List<AssetUtxo> utxos = outputs.usable(from.lockup(), target, settings.utxosLimit());
            GroupFunding.Funded funded = new GroupFunding(transfers)
                    .fund(from, plan.from().lockup(), utxos, plan.missingAlph(), plan.missingTokens(), gas);
            return Optional.of(plan.fundedBy(funded.tx(), funded.alphLeft(), funded.tokensLeft(), funder + 1));
        } catch (TxBuildException e) {
            return Optional.empty();
        }
    }

    private List<UnsignedTransaction> complete(Plan plan, TransferRequest request, AmountNeeded needed, GasChoice gas) {
        List<AssetUtxo> utxos = new ArrayList<>(plan.utxos());
        for (UnsignedTransaction tx : plan.funding()) {
            ExtraUtxos.outputsOf(tx).stream()
                    .filter(utxo ->
                            utxo.output().lockupScript().equals(plan.from().lockup()))
                    .forEach(utxos::add);
        }
        List<UnsignedTransaction> all = new ArrayList<>(plan.funding());
        all.add(transfers.build(plan.from(), request.to(), needed, utxos, gas));
        return all;
    }

    private static TxBuildException failure(List<Plan> plans) {
        Plan closest =
                plans.stream().min(Comparator.comparing(Plan::missingAlph)).orElseThrow();
        List<String> missing = new ArrayList<>();
        if (!closest.missingAlph().isZero()) {
            BigDecimal alph = new BigDecimal(closest.missingAlph().value()).divide(new BigDecimal(Alph.ONE.value()));
            missing.add(alph + " ALPH");
        }
        closest.missingTokens().forEach(token -> missing.add(token.tokenId().hex() + ": " + token.amount()));
        return TxBuildException.failed(
                missing.isEmpty() ? closest.error() : "Not enough balance: " + String.join(", ", missing));
    }
}
