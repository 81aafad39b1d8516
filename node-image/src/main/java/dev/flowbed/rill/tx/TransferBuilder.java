package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.rill.state.AssetUtxo;
import java.util.List;
import java.util.Optional;

/** Transfers of one sender within one transaction (flow/.../TxUtils.scala, transfer). */
record TransferBuilder(AddressOutputs outputs, TxAssembly assembly, TxBuildSettings settings) {
    UnsignedTransaction build(TransferRequest request, ExtraUtxos extra) {
        if (request.utxos().isPresent()) {
            return buildFrom(request, request.utxos().get());
        }
        AmountNeeded needed = check(request.from(), request.to(), request.gas());
        List<AssetUtxo> usable = outputs.usable(request.from().lockup(), request.targetBlock(), settings.utxosLimit());
        return build(
                request.from(),
                request.to(),
                needed,
                extra.merge(usable, request.from().lockup()),
                request.gas());
    }

    /** What a transfer needs, once it is sure that it makes sense at all. */
    AmountNeeded check(Sender from, List<Destination> to, GasChoice gas) {
        requireDestinations(from.lockup().group(settings.groups()), to, settings.groups());
        gas.check();
        AlphSums.total(to.stream().map(Destination::amount).toList());
        return AmountNeeded.of(to);
    }

    /** A transfer out of given outputs. */
    UnsignedTransaction build(
            Sender from, List<Destination> to, AmountNeeded needed, List<AssetUtxo> utxos, GasChoice gas) {
        UtxoSelection.Selected selected = UtxoSelection.select(from, needed, utxos, gas);
        GasEstimate.requireAllowed(selected.gas());
        return assembly.transfer(from, selected.utxos(), to, selected.gas(), gas.price())
                .tx();
    }

    private UnsignedTransaction buildFrom(TransferRequest request, List<TxOutputRef> refs) {
        TxBuildException.require(!refs.isEmpty(), "Empty UTXOs");
        AddressOutputs.requireSameGroup(refs, settings.groups());
        check(request.from(), request.to(), request.gas());
        int group = refs.get(0).hint().group(settings.groups());
        Optional<List<AssetUtxo>> utxos = outputs.chosen(group, request.targetBlock(), refs);
        int gas = gasFor(request.from(), refs.size(), request.to().size(), request.gas());
        return assembly.transfer(
                        request.from(),
                        utxos.orElseThrow(AlphSums.failure("Can not find all selected UTXOs")),
                        request.to(),
                        gas,
                        request.gas().price())
                .tx();
    }

    /** The gas asked for, or an estimate for inputs chosen by the user. */
    static int gasFor(Sender from, int inputs, int destinations, GasChoice gas) {
        if (gas.amount().isPresent()) {
            return gas.amount().getAsInt();
        }
        int estimate = GasEstimate.of(from, inputs, destinations + 1);
        GasEstimate.requireAllowed(estimate);
        return estimate;
    }

    static void requireDestinations(int fromGroup, List<Destination> to, int groups) {
        TxBuildException.require(!to.isEmpty(), "Zero transaction outputs");
        TxBuildException.require(
                to.size() <= Limits.MAX_OUTPUTS, "Too many transaction outputs, maximal value: " + Limits.MAX_OUTPUTS);
        long others = to.stream()
                .map(destination -> destination.lockup().group(groups))
                .filter(group -> group != fromGroup)
                .distinct()
                .count();
        TxBuildException.require(others <= 1, "Different groups for transaction outputs");
    }

    /** What a sender's outputs are worth at most in fees. */
    static U256 highestFee(Sender from, int inputs, int outputs, U256 gasPrice) {
        try {
            return gasPrice.times(GasEstimate.of(from, inputs, outputs));
        } catch (TxBuildException e) {
            return gasPrice.times(Limits.MAX_GAS_PER_TX);
        }
    }
}
