package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.validation.TxGas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One transaction paid by several senders of one group (flow/.../TxUtils.scala, transferMultiInputs). */
record ManySendersBuilder(AddressOutputs outputs, TxAssembly assembly, TxBuildSettings settings) {
    /** A sender, what it pays in all, and what it spends for that. */
    private record Share(PayingAddress payer, U256 amount, List<TokenAmount> tokens, List<AssetUtxo> utxos, int gas) {
        Share withGas(int otherGas) {
            return new Share(payer, amount, tokens, utxos, otherGas);
        }
    }

    UnsignedTransaction build(List<PayingAddress> payers, U256 gasPrice, Optional<BlockHash> target) {
        List<Destination> to =
                merged(payers.stream().flatMap(payer -> payer.to().stream()).toList());
        requireDistinct(payers);
        requireOneGroup(payers);
        long named = payers.stream().filter(payer -> payer.gas().isPresent()).count();
        TxBuildException.require(named == 0 || named == payers.size(), "Missing `gasAmount` in some inputs");
        int group = payers.get(0).from().lockup().group(settings.groups());
        TransferBuilder.requireDestinations(group, to, settings.groups());
        int tokens = requireBalanced(payers, to);
        AmountNeeded needed = AmountNeeded.of(to);
        U256 dust = needed.alph().tryMinus(AlphSums.total(amounts(to))).orElseThrow(AlphSums.failure("ALPH underflow"));
        List<Share> shares = new ArrayList<>();
        for (PayingAddress payer : payers) {
            shares.add(share(payer, dust, needed.outputs(), to.size(), gasPrice, target));
        }
        if (named == 0) {
            shares = sharedGas(shares, to.size() + tokens);
        }
        int gas = shares.stream().mapToInt(Share::gas).sum();
        new GasChoice(OptionalInt.of(gas), gasPrice).check();
        List<Destination> all = new ArrayList<>(to);
        List<TxAssembly.Payment> payments = new ArrayList<>();
        for (Share share : shares) {
            all.addAll(change(share, gasPrice));
            payments.add(new TxAssembly.Payment(share.payer().from(), share.utxos()));
        }
        return assembly.ofMany(payments, all, gas, gasPrice);
    }

    /** Plain payments to one address become one; amounts of the others are raised to what tokens need. */
    private static List<Destination> merged(List<Destination> to) {
        Map<LockupScript.Asset, List<Destination>> byAddress = new LinkedHashMap<>();
        to.forEach(destination -> byAddress
                .computeIfAbsent(destination.lockup(), lockup -> new ArrayList<>())
                .add(destination));
        List<Destination> merged = new ArrayList<>();
        byAddress.forEach((lockup, destinations) -> {
            List<Destination> simple =
                    destinations.stream().filter(Destination::isSimple).toList();
            if (!simple.isEmpty()) {
                merged.add(new Destination(
                        lockup, AlphSums.total(amounts(simple)), TokenSums.of(tokens(simple)), 0, Bytes.EMPTY));
            }
            destinations.stream()
                    .filter(destination -> !destination.isSimple())
                    .map(other -> Destination.requested(
                            lockup, other.amount(), other.tokens(), other.lockTime(), other.data()))
                    .forEach(merged::add);
        });
        return merged;
    }

    private static void requireDistinct(List<PayingAddress> payers) {
        long distinct =
                payers.stream().map(payer -> payer.from().lockup()).distinct().count();
        if (distinct < payers.size()) {
            throw TxBuildException.badRequest("Some addresses defined multiple time");
        }
    }

    private void requireOneGroup(List<PayingAddress> payers) {
        TxBuildException.require(!payers.isEmpty(), "Zero transaction inputs");
        int groups = settings.groups();
        int group = payers.get(0).from().lockup().group(groups);
        TxBuildException.require(
                payers.stream().allMatch(payer -> payer.from().lockup().group(groups) == group),
                "Different groups for transaction inputs");
        List<TxOutputRef> refs = payers.stream()
                .flatMap(payer -> payer.utxos().orElse(List.of()).stream())
                .toList();
        if (!refs.isEmpty()) {
            TxBuildException.require(
                    refs.get(0).hint().group(groups) == group, "Selected UTXOs different from lockup script group");
            AddressOutputs.requireSameGroup(refs, groups);
        }
    }

    /** What is paid is what is received; returns how many tokens there are. */
    private static int requireBalanced(List<PayingAddress> payers, List<Destination> to) {
        List<Destination> paid =
                payers.stream().flatMap(payer -> payer.to().stream()).toList();
        TxBuildException.require(
                AlphSums.total(amounts(paid)).equals(AlphSums.total(amounts(to))),
                "Total input amount doesn't match total output amount");
        List<TokenAmount> in = TokenSums.of(tokens(paid));
        List<TokenAmount> out = TokenSums.of(tokens(to));
        TxBuildException.require(
                new HashSet<>(in).equals(new HashSet<>(out)),
                "Total token input amount doesn't match total output amount");
        return out.size();
    }

    private Share share(
            PayingAddress payer,
            U256 dust,
            int outputCount,
            int destinations,
            U256 gasPrice,
            Optional<BlockHash> target) {
        Sender from = payer.from();
        U256 amount = AlphSums.total(amounts(payer.to()));
        List<TokenAmount> tokens = TokenSums.of(tokens(payer.to()));
        GasChoice gas = new GasChoice(payer.gas(), gasPrice);
        if (payer.utxos().isPresent()) {
            List<TxOutputRef> refs = payer.utxos().get();
            List<AssetUtxo> utxos = outputs.chosen(from.lockup().group(settings.groups()), target, refs)
                    .orElseThrow(AlphSums.failure("Can not find all selected UTXOs"));
            return new Share(
                    payer, amount, tokens, utxos, TransferBuilder.gasFor(from, refs.size(), destinations, gas));
        }
        AmountNeeded needed = new AmountNeeded(amount.tryPlus(dust).orElse(amount), tokens, outputCount);
        List<AssetUtxo> usable = outputs.usable(from.lockup(), target, settings.utxosLimit());
        UtxoSelection.Selected selected = UtxoSelection.select(from, needed, usable, gas);
        return new Share(payer, amount, tokens, selected.utxos(), selected.gas());
    }

    /** Each pays for its own inputs and change, all together for the rest; the first pays what cannot be divided. */
    private static List<Share> sharedGas(List<Share> shares, int destinationOutputs) {
        int common = TxGas.BASE + TxGas.OUTPUT * destinationOutputs;
        int each = common / shares.size();
        List<Share> reduced = new ArrayList<>();
        for (Share share : shares) {
            int own = GasEstimate.plainInputs(share.utxos().size()) + TxGas.OUTPUT * (1 + tokensLeft(share));
            // never more than what the outputs were chosen for
            int gas = Math.min(own + each, share.gas());
            if (shares.size() == 1) {
                gas = Math.max(gas, Limits.MIN_GAS);
            } else if (reduced.isEmpty()) {
                gas += common % shares.size();
            }
            reduced.add(share.withGas(gas));
        }
        return reduced;
    }

    private static int tokensLeft(Share share) {
        try {
            return TokenSums.remainder(AlphSums.tokensOf(share.utxos()), share.tokens())
                    .size();
        } catch (TxBuildException e) {
            return 0;
        }
    }

    private static List<Destination> change(Share share, U256 gasPrice) {
        U256 alph = AlphSums.remainder(
                share.utxos().stream().map(utxo -> utxo.output().amount()).toList(),
                List.of(share.amount()),
                gasPrice.times(share.gas()));
        List<TokenAmount> tokens = TokenSums.remainder(AlphSums.tokensOf(share.utxos()), share.tokens());
        return TxAssembly.change(share.payer().from(), alph, tokens);
    }

    private static List<U256> amounts(List<Destination> to) {
        return to.stream().map(Destination::amount).toList();
    }

    private static List<TokenAmount> tokens(List<Destination> to) {
        return to.stream().flatMap(destination -> destination.tokens().stream()).toList();
    }
}
