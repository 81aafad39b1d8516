package dev.flowbed.rill.tx;

import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.rill.state.AssetUtxo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Transfers to destinations of any groups: as many transactions as it takes, each after the first possibly spending the change of
 * those before (flow/.../TxUtils.scala, buildTransferFromOneToManyGroups).
 */
record ManyGroupsBuilder(AddressOutputs outputs, TxAssembly assembly, TxBuildSettings settings) {
    List<UnsignedTransaction> build(TransferRequest request) {
        Sender from = request.from();
        GasChoice gas = request.gas();
        List<AssetUtxo> inputs = outputs.chosenOrUsable(
                from.lockup(), request.targetBlock(), request.utxos().orElse(List.of()), settings.utxosLimit());
        requireBalance(from, inputs, request.to(), gas);
        Deque<List<Destination>> batches = new ArrayDeque<>(batches(request.to()));
        TxBuildException.require(!batches.isEmpty(), "Outputs cannot be empty");
        List<UnsignedTransaction> built = new ArrayList<>();
        while (!batches.isEmpty()) {
            TxBuildException.require(!inputs.isEmpty(), "Not enough inputs to build transfer-from-one-to-many-groups");
            List<Destination> batch = batches.remove();
            TransferBuilder.requireDestinations(from.lockup().group(settings.groups()), batch, settings.groups());
            AlphSums.total(batch.stream().map(Destination::amount).toList());
            UtxoSelection.Selected selected = UtxoSelection.select(from, AmountNeeded.of(batch), inputs, gas);
            if (selected.gas() > Limits.MAX_GAS_PER_TX) {
                split(batch, batches, selected);
            } else {
                inputs = after(from, batch, gas, selected, inputs, built);
            }
        }
        return built;
    }

    private static void requireBalance(Sender from, List<AssetUtxo> inputs, List<Destination> to, GasChoice gas) {
        TxBuildException.require(!inputs.isEmpty() && !to.isEmpty(), "Both inputs and outputs must be specified");
        int tokens =
                to.stream().mapToInt(destination -> destination.tokens().size()).sum();
        int fullGas = GasEstimate.of(from, inputs.size(), 1 + to.size() + tokens);
        AlphSums.remainder(
                inputs.stream().map(utxo -> utxo.output().amount()).toList(),
                to.stream().map(Destination::amount).toList(),
                gas.fee(fullGas));
        TokenSums.remainder(
                AlphSums.tokensOf(inputs),
                to.stream()
                        .flatMap(destination -> destination.tokens().stream())
                        .toList());
    }

    /** Destinations by group, in batches that leave room for the change. */
    private List<List<Destination>> batches(List<Destination> to) {
        List<List<Destination>> batches = new ArrayList<>();
        for (int group = 0; group < settings.groups(); group++) {
            List<Destination> current = new ArrayList<>();
            int outputs = 0;
            for (Destination destination : to) {
                if (destination.lockup().group(settings.groups()) == group) {
                    int more = destination.tokens().size() + 1;
                    if (!current.isEmpty() && outputs + more > Limits.MAX_OUTPUTS - 1) {
                        batches.add(current);
                        current = new ArrayList<>();
                        outputs = 0;
                    }
                    current.add(destination);
                    outputs += more;
                }
            }
            if (!current.isEmpty()) {
                batches.add(current);
            }
        }
        return batches;
    }

    private static void split(
            List<Destination> batch, Deque<List<Destination>> batches, UtxoSelection.Selected selected) {
        TxBuildException.require(
                batch.size() > 1,
                "Unable to build transfer-from-one-to-many-groups from "
                        + selected.utxos().size() + " inputs due to exceeding gas per tx");
        int half = batch.size() / 2;
        batches.addFirst(batch.subList(half, batch.size()));
        batches.addFirst(batch.subList(0, half));
    }

    private List<AssetUtxo> after(
            Sender from,
            List<Destination> batch,
            GasChoice gas,
            UtxoSelection.Selected selected,
            List<AssetUtxo> inputs,
            List<UnsignedTransaction> built) {
        TxAssembly.Assembled assembled = assembly.transfer(from, selected.utxos(), batch, selected.gas(), gas.price());
        built.add(assembled.tx());
        List<AssetUtxo> made = ExtraUtxos.outputsOf(assembled.tx());
        List<AssetUtxo> left = new ArrayList<>(inputs);
        left.removeAll(selected.utxos());
        left.addAll(made.subList(made.size() - assembled.change(), made.size()));
        return left;
    }
}
