package dev.flowbed.rill.validation;

import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.rill.state.StagedWorldState;
import dev.flowbed.rill.vm.ScriptRunner;
import dev.flowbed.rill.vm.TxEnv;
import dev.flowbed.rill.vm.VmException;
import dev.flowbed.rill.vm.VmFault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Makes the transaction of a template with a script, by running it (flow/.../TxValidation.scala,
 * validateSuccessfulScriptTxTemplate; flow/.../FlowUtils.scala, generateFullTx).
 */
final class ScriptCompletion {
    private final TxValidator validator;
    private final TransactionTemplate template;
    private final TransactionContext context;
    private final ScriptCode script;
    private final List<TxOutput> spent;

    ScriptCompletion(TxValidator validator, TransactionTemplate template, TransactionContext context) {
        this.validator = validator;
        this.template = template;
        this.context = context;
        this.script = template.unsigned().script().orElseThrow();
        this.spent = TxValidator.spent(template.toTransaction(), context::output);
    }

    /** Checks a transaction that is to wait for a block: it must be valid should its script fail, and its script must not fail. */
    void check() {
        Transaction failed = failed();
        validator.shape().check(failed, context.chain(), false, true);
        validator.checkSpending(failed, spent, context.block(), Optional.empty());
        TxInvalidException.require(context.chain().isIntraGroup(), TxFault.UNEXPECTED_TX_SCRIPT);
        succeed(context.view().worldState().fork());
    }

    /** The transaction for the next block, whose script changes the world state unless it fails. */
    Transaction complete() {
        StagedWorldState state = TxScripts.stateOf(context);
        StagedWorldState fork = state.fork();
        try {
            Transaction done = succeed(fork);
            state.adopt(fork);
            return done;
        } catch (TxInvalidException e) {
            if (e.fault() == TxFault.TX_SCRIPT_EXE_FAILED) {
                return failed();
            }
            throw e;
        }
    }

    private Transaction succeed(StagedWorldState state) {
        int codeGas = ScriptRunner.codeGas(script);
        int gas = template.unsigned().gasAmount() - codeGas;
        TxInvalidException.require(gas >= 0, TxFault.OUT_OF_GAS);
        ScriptRunner.Outcome outcome = run(gas, state);
        Transaction done = new Transaction(
                template.unsigned(),
                true,
                outcome.contractInputs(),
                outcome.generatedOutputs(),
                template.inputSignatures(),
                template.scriptSignatures());
        validator.shape().check(done, context.chain(), false, false);
        List<TxOutput> allSpent = new ArrayList<>(spent);
        allSpent.addAll(outcome.contractSpent());
        int rest = validator.checkSpending(done, allSpent, context.block(), Optional.empty()) - codeGas;
        TxInvalidException.require(rest >= 0, TxFault.OUT_OF_GAS);
        if (rest < gas - outcome.gasRemaining()) {
            throw failure(new VmException(VmFault.OUT_OF_GAS));
        }
        return done;
    }

    private ScriptRunner.Outcome run(int gas, StagedWorldState state) {
        Transaction tx = template.toTransaction();
        try {
            return TxScripts.run(
                    tx,
                    script,
                    gas,
                    TxScripts.assets(tx, spent),
                    TxScripts.env(context.block(), validator.shape()),
                    state);
        } catch (VmException e) {
            throw failure(e);
        }
    }

    private static TxInvalidException failure(VmException e) {
        return new TxInvalidException(
                TxFault.TX_SCRIPT_EXE_FAILED, TxFault.TX_SCRIPT_EXE_FAILED + "(" + e.getMessage() + ")");
    }

    /** The transaction when its script fails: what the script would have taken is paid back. */
    private Transaction failed() {
        List<TxOutput> refund = List.of();
        if (script.usesPreapprovedAssets()) {
            TxEnv env = TxEnv.of(
                    template.unsigned(),
                    TxScripts.assets(template.toTransaction(), spent),
                    Collections.emptyIterator());
            refund = ScriptRunner.refund(env)
                    .orElseThrow(() -> new TxInvalidException(TxFault.INVALID_REMAINING_BALANCES_FOR_FAILED_SCRIPT_TX));
        }
        return new Transaction(
                template.unsigned(), false, List.of(), refund, template.inputSignatures(), template.scriptSignatures());
    }
}
