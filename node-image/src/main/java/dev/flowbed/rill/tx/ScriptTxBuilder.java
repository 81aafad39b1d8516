package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.vm.ScriptRunner;
import dev.flowbed.rill.vm.VmException;
import java.util.List;
import java.util.Optional;

/** Transactions of one sender that run a script or create a contract (app/.../ServerUtils.scala, unsignedTxFromScript). */
record ScriptTxBuilder(
        AddressOutputs outputs,
        TxAssembly assembly,
        ScriptEmulator emulator,
        UnsignedChecks checks,
        TxBuildSettings settings) {
    /** ALPH that a contract holds at least, atto ALPH (model/package.scala, since Rhone). */
    private static final U256 LEAST_DEPOSIT = Alph.nano(100_000_000);

    /** What is to be built, in all its parts. */
    record Parts(Sender from, ScriptCode script, ScriptAmounts amounts, GasChoice gas, GasMultiplier multiplier) {
        Parts {
            gas.requirePossible();
        }
    }

    static Parts grouplessParts(ScriptRequest request) {
        return new Parts(
                request.from(), request.script(), request.amounts(U256.ZERO), request.gas(), request.gasMultiplier());
    }

    static Parts parts(ScriptRequest request) {
        if (request.gas().amount().isPresent() && request.multiplier().isPresent()) {
            throw TxBuildException.badRequest(
                    "Parameters `gasAmount` and `gasEstimationMultiplier` cannot be specified simultaneously");
        }
        GasMultiplier multiplier = request.gasMultiplier();
        return new Parts(request.from(), request.script(), request.amounts(request.dust()), request.gas(), multiplier);
    }

    static Parts parts(DeployRequest request) {
        ScriptAmounts.Asked asked = ScriptAmounts.Asked.of(request.alph(), request.tokens());
        U256 deposit = asked.alph().orElse(LEAST_DEPOSIT);
        if (deposit.compareTo(LEAST_DEPOSIT) < 0) {
            throw TxBuildException.badRequest(
                    "Expect " + Alph.format(LEAST_DEPOSIT) + " deposit to deploy a new contract");
        }
        if (request.issuedTo().isPresent() && request.issued().isEmpty()) {
            throw TxBuildException.badRequest("`issueTokenTo` is specified, but `issueTokenAmount` is not specified");
        }
        U256 approved = deposit.tryPlus(request.issuedTo().isPresent() ? Limits.DUST : U256.ZERO)
                .orElseThrow(() -> TxBuildException.badRequest("ALPH amount overflow"));
        return new Parts(
                request.from(),
                DeployScript.of(request, deposit, asked.tokens()),
                ScriptAmounts.of(approved, U256.ZERO, asked.tokens()),
                request.gas(),
                GasMultiplier.ONE);
    }

    /** The outputs that a sender can spend now, those of transactions built before included. */
    List<AssetUtxo> usable(Sender from, ExtraUtxos before) {
        return before.merge(outputs.usable(from.lockup(), Optional.empty(), settings.utxosLimit()), from.lockup());
    }

    /** The transaction alone. */
    UnsignedTransaction build(Parts parts, List<AssetUtxo> utxos) {
        return assemble(parts, select(parts, utxos));
    }

    /** The transaction, tried out. */
    BuiltScript buildAndRun(Parts parts, List<AssetUtxo> utxos) {
        ScriptSelection.Selected selected = select(parts, utxos);
        UnsignedTransaction tx = assemble(parts, selected);
        try {
            ScriptRunner.Outcome outcome =
                    selection(parts).run(selected.utxos(), tx.fixedOutputs(), tx.gasAmount(), tx.gasPrice());
            return new BuiltScript(List.of(), tx, outcome);
        } catch (VmException e) {
            throw ScriptSelection.failure(e);
        }
    }

    private ScriptSelection selection(Parts parts) {
        return new ScriptSelection(
                assembly, emulator, settings.groups(), parts.from(), parts.script(), parts.gas(), parts.multiplier());
    }

    private ScriptSelection.Selected select(Parts parts, List<AssetUtxo> utxos) {
        try {
            return selection(parts).select(parts.amounts(), utxos);
        } catch (TxBuildException e) {
            throw e.asBadRequest();
        }
    }

    private UnsignedTransaction assemble(Parts parts, ScriptSelection.Selected selected) {
        try {
            return checks.checked(assembly.withScript(
                    parts.from(),
                    parts.script(),
                    selected.utxos(),
                    parts.amounts(),
                    selected.dust(),
                    selected.gas(),
                    parts.gas().price()));
        } catch (TxBuildException e) {
            throw e.asBadRequest();
        }
    }
}
