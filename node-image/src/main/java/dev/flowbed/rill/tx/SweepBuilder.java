package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.AssetUtxo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sweeps: as many transactions as it takes, tokens first (flow/.../TxUtils.scala, sweepAddressFromScripts). */
record SweepBuilder(AddressOutputs outputs, TxAssembly assembly, TxBuildSettings settings) {
    List<UnsignedTransaction> build(SweepRequest request) {
        request.gas().check();
        int limit = Math.min(settings.utxosLimit(), request.utxosLimit().orElse(settings.utxosLimit()));
        List<AssetUtxo> alph = new ArrayList<>();
        List<AssetUtxo> tokens = new ArrayList<>();
        for (AssetUtxo utxo : outputs.usable(request.from().lockup(), request.targetBlock(), limit)) {
            boolean small = request.maxAmount()
                    .map(max -> utxo.output().amount().compareTo(max) < 0)
                    .orElse(true);
            if (small) {
                (utxo.output().tokens().isEmpty() ? alph : tokens).add(utxo);
            }
        }
        return new Sweep(request).run(alph, tokens);
    }

    /** One sweep in the making; it goes on after an error, as long as anything can be swept. */
    private final class Sweep {
        private final SweepRequest request;
        private final List<UnsignedTransaction> built = new ArrayList<>();

        Sweep(SweepRequest request) {
            this.request = request;
        }

        List<UnsignedTransaction> run(List<AssetUtxo> alph, List<AssetUtxo> tokens) {
            TxBuildException tokenError = null;
            List<AssetUtxo> alphLeft = alph;
            try {
                for (List<AssetUtxo> part : parts(tokensToSweep(tokens), Limits.MAX_INPUTS / 2)) {
                    alphLeft = sweepTokens(part, alphLeft);
                }
            } catch (TxBuildException e) {
                tokenError = e;
                alphLeft = alphNotSpent(alph);
            }
            try {
                for (List<AssetUtxo> part : parts(UtxoSelection.sortedByAlph(alphLeft, true), Limits.MAX_INPUTS)) {
                    if (!request.isConsolidation() || part.size() > 1) {
                        sweepAlph(part);
                    }
                }
            } catch (TxBuildException e) {
                if (built.isEmpty() && tokenError == null) {
                    throw e;
                }
            }
            if (built.isEmpty() && tokenError != null) {
                throw tokenError;
            }
            return built;
        }

        private List<AssetUtxo> alphNotSpent(List<AssetUtxo> alph) {
            ExtraUtxos spent = ExtraUtxos.NONE;
            for (UnsignedTransaction tx : built) {
                spent = spent.after(tx);
            }
            ExtraUtxos all = spent;
            return alph.stream()
                    .filter(utxo -> !all.spent().contains(utxo.ref()))
                    .toList();
        }

        private List<AssetUtxo> tokensToSweep(List<AssetUtxo> tokens) {
            Map<Hash, List<AssetUtxo>> byToken = new LinkedHashMap<>();
            for (AssetUtxo utxo : tokens) {
                byToken.computeIfAbsent(utxo.output().tokens().get(0).tokenId(), token -> new ArrayList<>())
                        .add(utxo);
            }
            List<AssetUtxo> chosen = new ArrayList<>();
            for (List<AssetUtxo> utxos : byToken.values()) {
                if (request.isConsolidation()) {
                    chosen.addAll(utxos.size() > 1 ? utxos : List.of());
                } else if (request.alphOnly()) {
                    utxos.stream()
                            .filter(utxo -> utxo.output().amount().compareTo(Limits.DUST) > 0)
                            .forEach(chosen::add);
                } else {
                    chosen.addAll(utxos);
                }
            }
            return chosen;
        }

        private List<AssetUtxo> sweepTokens(List<AssetUtxo> tokens, List<AssetUtxo> alph) {
            try {
                return trySweepTokens(tokens, UtxoSelection.sortedByAlph(alph, true));
            } catch (TxBuildException e) {
                return trySweepTokens(tokens, UtxoSelection.sortedByAlph(alph, false));
            }
        }

        private List<AssetUtxo> trySweepTokens(List<AssetUtxo> tokens, List<AssetUtxo> alph) {
            List<TokenAmount> sums = TokenSums.of(AlphSums.tokensOf(tokens));
            U256 needed = Limits.DUST.times(sums.size() + 1L);
            UtxoSelection.Selected selected;
            try {
                selected = UtxoSelection.addForGas(
                        request.from(),
                        sums.size() + 1,
                        new UtxoSelection.Progress(AlphSums.of(tokens), tokens, alph),
                        needed,
                        request.gas());
            } catch (TxBuildException e) {
                throw TxBuildException.failed("Not enough ALPH for gas fee in sweeping");
            }
            requireEnoughGas(selected.gas());
            U256 change = AlphSums.of(selected.utxos())
                    .minus(request.gas().fee(selected.gas()))
                    .minus(Limits.DUST.times(sums.size()));
            List<Destination> to = new ArrayList<>();
            LockupScript.Asset tokensTo = request.alphOnly() ? request.from().lockup() : request.to();
            long tokensLock = request.alphOnly() ? 0 : request.lockTime();
            for (TokenAmount sum : sums) {
                to.add(new Destination(tokensTo, Limits.DUST, List.of(sum), tokensLock, Bytes.EMPTY));
            }
            to.add(new Destination(request.to(), change, List.of(), request.lockTime(), Bytes.EMPTY));
            add(selected.utxos(), to, selected.gas());
            List<AssetUtxo> left = new ArrayList<>(alph);
            left.removeAll(selected.utxos());
            return left;
        }

        private void sweepAlph(List<AssetUtxo> utxos) {
            int gas = GasEstimate.of(request.from(), utxos.size(), 1);
            requireEnoughGas(gas);
            U256 amount = AlphSums.of(utxos)
                    .tryMinus(request.gas().fee(gas))
                    .orElseThrow(AlphSums.failure("Not enough ALPH for transaction output in sweeping"));
            Destination to = new Destination(request.to(), amount, List.of(), request.lockTime(), Bytes.EMPTY);
            add(utxos, List.of(to), gas);
        }

        private void add(List<AssetUtxo> inputs, List<Destination> to, int gas) {
            built.add(assembly.transfer(
                            request.from(), inputs, to, gas, request.gas().price())
                    .tx());
        }

        private void requireEnoughGas(int estimate) {
            TxBuildException.require(
                    request.gas().amount().orElse(estimate) >= estimate,
                    "The specified gas amount is not enough, estimated gas: " + estimate);
        }
    }

    private static List<List<AssetUtxo>> parts(List<AssetUtxo> utxos, int size) {
        List<List<AssetUtxo>> parts = new ArrayList<>();
        for (int from = 0; from < utxos.size(); from += size) {
            parts.add(utxos.subList(from, Math.min(from + size, utxos.size())));
        }
        return parts;
    }
}
