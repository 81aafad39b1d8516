package dev.flowbed.rill.validation;

import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.rill.state.StagedWorldState;
import dev.flowbed.rill.vm.BlockEnv;
import dev.flowbed.rill.vm.ScriptRunner;
import dev.flowbed.rill.vm.TxEnv;
import dev.flowbed.rill.vm.VmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Where validation runs code (flow/.../TxValidation.scala, checkTxScript and checkUnlockScript). A class of its own, so that the
 * virtual machine is loaded when the first script comes.
 */
final class TxScripts {
    private TxScripts() {}

    /** Checks that a transaction of a block says of its script what running it does; the script changes the world state. */
    static void check(Transaction tx, int gas, List<TxOutput> spent, TransactionContext context, TxShape network) {
        StagedWorldState state = stateOf(context);
        StagedWorldState fork = state.fork();
        ScriptCode script = tx.unsigned().script().orElseThrow();
        ScriptRunner.Outcome outcome;
        try {
            outcome = run(tx, script, gas, assets(tx, spent), context.block(), network, fork);
        } catch (VmException e) {
            requireNoFaultOfState(e);
            TxInvalidException.require(!tx.scriptExecutionOk(), TxFault.INVALID_SCRIPT_EXECUTION_FLAG);
            return;
        }
        TxInvalidException.require(
                outcome.contractInputs().equals(tx.contractInputs()), TxFault.INVALID_CONTRACT_INPUTS);
        TxInvalidException.require(
                outcome.generatedOutputs().equals(tx.generatedOutputs()), TxFault.INVALID_GENERATED_OUTPUTS);
        TxInvalidException.require(tx.scriptExecutionOk(), TxFault.INVALID_SCRIPT_EXECUTION_FLAG);
        state.adopt(fork);
        outcome.events().forEach(context.events());
    }

    static StagedWorldState stateOf(TransactionContext context) {
        if (context.view().worldState() instanceof StagedWorldState state) {
            return state;
        }
        throw new IllegalStateException("scripts of a block need a world state that they can change");
    }

    static void requireNoFaultOfState(VmException e) {
        if (e.fault().isOfState()) {
            throw new TxInvalidException(
                    TxFault.INVALID_TX_DUE_TO_IO_ERROR,
                    TxFault.INVALID_TX_DUE_TO_IO_ERROR + "(" + e.getMessage() + ")");
        }
    }

    private static ScriptRunner.Outcome run(
            Transaction tx,
            ScriptCode script,
            int gas,
            List<TxOutput.Asset> spent,
            BlockFacts block,
            TxShape network,
            StagedWorldState state) {
        return run(tx, script, ScriptRunner.afterCode(script, gas), spent, env(block, network), state);
    }

    /** Runs a transaction's script with the gas that is left for it alone. */
    static ScriptRunner.Outcome run(
            Transaction tx,
            ScriptCode script,
            int gas,
            List<TxOutput.Asset> spent,
            BlockEnv block,
            StagedWorldState state) {
        TxEnv env = TxEnv.of(tx.unsigned(), spent, lastFirst(tx.scriptSignatures()));
        return ScriptRunner.runTransaction(state, block, env, script, gas);
    }

    private static Iterator<Signature> lastFirst(List<Signature> signatures) {
        List<Signature> reversed = new ArrayList<>(signatures);
        Collections.reverse(reversed);
        return reversed.iterator();
    }

    static BlockEnv env(BlockFacts block, TxShape network) {
        return new BlockEnv(
                block.chain(),
                network.groups(),
                network.networkId(),
                block.timestamp(),
                block.target().value(),
                block.hash());
    }

    /** The spent outputs of a transaction's own inputs. */
    static List<TxOutput.Asset> assets(Transaction tx, List<TxOutput> spent) {
        return spent.subList(0, tx.unsigned().inputs().size()).stream()
                .map(TxOutput.Asset.class::cast)
                .toList();
    }

    /** Runs the script behind an address, which takes the next signatures as it needs them; returns the gas that is left. */
    static int unlock(
            Transaction tx,
            UnlockScript.P2sh script,
            Iterator<Signature> signatures,
            List<TxOutput> spent,
            BlockFacts block,
            TxShape network,
            int gas) {
        TxEnv env = TxEnv.of(tx.unsigned(), assets(tx, spent), signatures);
        try {
            return ScriptRunner.runUnlock(env(block, network), env, script.script(), script.parameters(), gas);
        } catch (VmException e) {
            throw new TxInvalidException(
                    TxFault.UNLOCK_SCRIPT_EXE_FAILED, TxFault.UNLOCK_SCRIPT_EXE_FAILED + "(" + e.getMessage() + ")");
        }
    }
}
