package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.vm.ScriptRunner;
import dev.flowbed.rill.vm.VmException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which outputs a transaction with a script spends, and its gas: the script is run to see what it uses
 * (flow/.../UtxoSelectionAlgo.scala).
 */
final class ScriptSelection {
    private static final int RETRIES = 3;

    private final TxAssembly assembly;
    private final ScriptEmulator emulator;
    private final int groups;
    private final Sender sender;
    private final ScriptCode script;
    private final GasChoice gas;
    private final GasMultiplier multiplier;

    ScriptSelection(
            TxAssembly assembly,
            ScriptEmulator emulator,
            int groups,
            Sender sender,
            ScriptCode script,
            GasChoice gas,
            GasMultiplier multiplier) {
        this.assembly = assembly;
        this.emulator = emulator;
        this.groups = groups;
        this.sender = sender;
        this.script = script;
        this.gas = gas;
        this.multiplier = multiplier;
    }

    /**
     * Outputs to spend.
     *
     * @param gas units of gas, the script's included
     * @param dust ALPH that the script takes for least amounts of outputs, atto ALPH
     */
    record Selected(List<AssetUtxo> utxos, int gas, U256 dust) {}

    /** What a script uses. */
    private record Estimate(int gas, U256 dust) {}

    /** Chooses outputs so that there is change or none, but not too little of it. */
    Selected select(ScriptAmounts amounts, List<AssetUtxo> utxos) {
        Selected first = select(amounts, utxos, gas);
        U256 taken = gas.fee(first.gas()).plus(amounts.approved()).plus(first.dust());
        boolean leavesEnough = AlphSums.of(first.utxos())
                .tryMinus(taken)
                .filter(rest -> rest.compareTo(Limits.DUST) >= 0)
                .isPresent();
        if (leavesEnough) {
            return first;
        }
        GasChoice known = new GasChoice(OptionalInt.of(first.gas()), gas.price());
        Selected second = select(amounts.withMore(Limits.DUST), utxos, known);
        return new Selected(second.utxos(), second.gas(), first.dust());
    }

    private Selected select(ScriptAmounts amounts, List<AssetUtxo> utxos, GasChoice chosen) {
        try {
            return select(new UtxoSelection(true), amounts, utxos, chosen);
        } catch (TxBuildException e) {
            return select(new UtxoSelection(false), amounts, utxos, chosen);
        }
    }

    private Selected select(UtxoSelection order, ScriptAmounts amounts, List<AssetUtxo> utxos, GasChoice chosen) {
        if (chosen.amount().isPresent()) {
            int amount = chosen.amount().getAsInt();
            U256 alph = amounts.estimated().plus(chosen.fee(amount));
            return new Selected(order.withoutGas(alph, amounts.tokens(), utxos).chosen(), amount, U256.ZERO);
        }
        Estimate estimate = estimate(order, amounts, utxos, RETRIES);
        U256 alph = gas.fee(estimate.gas())
                .tryPlus(amounts.estimated())
                .flatMap(sum -> sum.tryPlus(estimate.dust()))
                .orElseThrow(AlphSums.failure("ALPH balance overflow with estimated script gas"));
        UtxoSelection.Progress progress = order.withoutGas(alph, amounts.tokens(), utxos);
        UtxoSelection.Selected paid =
                UtxoSelection.addForGas(sender, amounts.needed().outputs(), progress, alph, gas);
        return new Selected(paid.utxos(), paid.gas() + estimate.gas(), estimate.dust());
    }

    private Estimate estimate(UtxoSelection order, ScriptAmounts amounts, List<AssetUtxo> utxos, int retries) {
        List<AssetUtxo> inputs = inputsForEstimate(order, amounts, utxos);
        TxBuildException.require(!inputs.isEmpty(), "Insufficient funds for gas");
        try {
            ScriptRunner.Outcome outcome = run(inputs, List.of(), Limits.MIN_GAS, Limits.MIN_GAS_PRICE);
            return new Estimate(multiplier.times(Limits.MAX_GAS_PER_TX - outcome.gasRemaining()), outcome.autoFunded());
        } catch (VmException e) {
            if (e.missing().isZero() || retries == 0) {
                throw failure(e);
            }
            return estimate(order, amounts.withMore(e.missing()), utxos, retries - 1);
        }
    }

    private List<AssetUtxo> inputsForEstimate(UtxoSelection order, ScriptAmounts amounts, List<AssetUtxo> utxos) {
        try {
            U256 alph = amounts.estimated().plus(gas.fee(Limits.MAX_GAS_PER_TX));
            return order.withoutGas(alph, amounts.tokens(), utxos).chosen();
        } catch (TxBuildException e) {
            return utxos;
        }
    }

    /** Runs the script with chosen inputs; {@link VmException} when it fails. */
    ScriptRunner.Outcome run(List<AssetUtxo> inputs, List<TxOutput.Asset> outputs, int amount, U256 price) {
        return emulator.run(
                sender.lockup().group(groups),
                assembly.trial(sender, script, inputs, outputs, amount, price),
                inputs.stream().map(AssetUtxo::output).toList());
    }

    static TxBuildException failure(VmException e) {
        String kind = e.fault().isOfState() ? "IO error" : "Execution error";
        return TxBuildException.failed(kind + " when emulating tx script or contract: " + e.getMessage());
    }
}
