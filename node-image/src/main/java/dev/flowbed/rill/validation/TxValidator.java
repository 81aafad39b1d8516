package dev.flowbed.rill.validation;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.rill.flow.GroupView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rules of transactions since Danube, in the official order and under the official names (flow/.../TxValidation.scala).
 * Thread-safe.
 */
public final class TxValidator implements TransactionRules {
    private static final int REMEMBERED_TRANSACTIONS = 8192;

    private final TxShape shape;
    private final TxSignatureMemory signatures = new TxSignatureMemory(REMEMBERED_TRANSACTIONS);

    /**
     * @param networkId the network id that transactions must carry
     * @param groups how many groups there are
     */
    public TxValidator(int networkId, int groups) {
        this.shape = new TxShape(networkId, groups);
    }

    /**
     * Why a transaction is invalid.
     *
     * @param fault the rule
     * @param message its official name, with details where there are some
     */
    public record Verdict(TxFault fault, String message) {}

    /** The first rule that a transaction of a block breaks; its script changes the context's world state. */
    @Override
    public Optional<String> fault(Transaction tx, TransactionContext context) {
        return verdict(() -> {
                    boolean isCoinbase = context.coinbaseReward().isPresent();
                    shape.check(tx, context.chain(), isCoinbase, false);
                    List<TxOutput> spent = spent(tx, context::output);
                    int gas = checkSpending(tx, spent, context.block(), context.coinbaseReward());
                    if (context.chain().isIntraGroup() && tx.unsigned().script().isPresent()) {
                        TxScripts.check(tx, gas, spent, context, shape);
                    } else {
                        checkNoScript(tx, context.chain());
                    }
                })
                .map(Verdict::message);
    }

    @Override
    public Optional<Transaction> complete(TransactionTemplate template, TransactionContext context) {
        if (template.unsigned().script().isEmpty()) {
            return Optional.of(template.toTransaction());
        }
        try {
            return Optional.of(new ScriptCompletion(this, template, context).complete());
        } catch (TxInvalidException e) {
            return Optional.empty();
        }
    }

    /**
     * The first rule that a transaction breaks which is to wait for a block.
     *
     * @param view what can be spent, waiting transactions included
     * @param next the next block of a chain, as scripts may see it
     */
    public Optional<Verdict> check(
            TransactionTemplate template, GroupView view, Function<ChainIndex, BlockFacts> next) {
        return verdict(() -> {
            ChainIndex chain = shape.chainOf(template.unsigned());
            BlockFacts block = next.apply(chain);
            if (template.unsigned().script().isPresent()) {
                TransactionContext context = new TransactionContext(block, view, Map.of(), Optional.empty(), 0);
                new ScriptCompletion(this, template, context).check();
            } else {
                checkWithoutScript(template.toTransaction(), view::output, block);
            }
        });
    }

    /**
     * The first rule that a transaction breaks, as far as outputs alone tell: there is no world state here to run a script in.
     *
     * @param outputs what can be spent
     * @param now milliseconds since 1970
     */
    public Optional<Verdict> check(
            TransactionTemplate template, Function<TxOutputRef, Optional<TxOutput>> outputs, long now) {
        return verdict(() -> {
            ChainIndex chain = shape.chainOf(template.unsigned());
            Transaction tx = template.toTransaction();
            BlockFacts block = new BlockFacts(chain, now, Target.MAX, Optional.empty());
            shape.check(tx, chain, false, true);
            List<TxOutput> spent = spent(tx, outputs);
            boolean runsScript = chain.isIntraGroup() && tx.unsigned().script().isPresent();
            TxInvalidException.require(!runsScript, TxFault.UNSUPPORTED_TX_SCRIPT);
            checkSpending(tx, spent, block, Optional.empty());
            checkNoScript(tx, chain);
        });
    }

    private void checkWithoutScript(
            Transaction tx, Function<TxOutputRef, Optional<TxOutput>> outputs, BlockFacts block) {
        shape.check(tx, block.chain(), false, true);
        checkSpending(tx, spent(tx, outputs), block, Optional.empty());
        checkNoScript(tx, block.chain());
    }

    TxShape shape() {
        return shape;
    }

    /** The chain that a transaction belongs on; empty when it is of no single chain. */
    public Optional<ChainIndex> chainOf(TransactionTemplate template) {
        try {
            return Optional.of(shape.chainOf(template.unsigned()));
        } catch (TxInvalidException e) {
            return Optional.empty();
        }
    }

    private static Optional<Verdict> verdict(Runnable checks) {
        try {
            checks.run();
            return Optional.empty();
        } catch (TxInvalidException e) {
            return Optional.of(new Verdict(e.fault(), String.valueOf(e.getMessage())));
        }
    }

    /** The outputs that a transaction spends: of its inputs, then of contracts. */
    static List<TxOutput> spent(Transaction tx, Function<TxOutputRef, Optional<TxOutput>> outputs) {
        List<TxOutput> spent = new ArrayList<>();
        for (TxInput input : tx.unsigned().inputs()) {
            spent.add(outputs.apply(input.outputRef())
                    .filter(TxOutput.Asset.class::isInstance)
                    .orElseThrow(() -> new TxInvalidException(TxFault.NON_EXIST_INPUT)));
        }
        for (TxOutputRef ref : tx.contractInputs()) {
            spent.add(outputs.apply(ref)
                    .filter(TxOutput.Contract.class::isInstance)
                    .orElseThrow(() -> new TxInvalidException(TxFault.NON_EXIST_INPUT)));
        }
        return spent;
    }

    /** Checks locks, balances and signatures; returns the gas that is left, which counts for scripts only. */
    int checkSpending(Transaction tx, List<TxOutput> spent, BlockFacts block, Optional<U256> coinbaseReward) {
        TxBalance.checkLocks(spent, block.timestamp());
        TxBalance.checkAlph(tx, spent, coinbaseReward);
        TxBalance.checkTokens(tx, spent);
        boolean isCoinbase = coinbaseReward.isPresent();
        boolean mayRemember = !isCoinbase && tx.unsigned().script().isEmpty() && !runsUnlockScript(tx);
        if (mayRemember && signatures.contains(tx)) {
            return 0;
        }
        int gas = TxWitnesses.check(tx, spent, isCoinbase, block, shape);
        if (mayRemember) {
            signatures.remember(tx);
        }
        return gas;
    }

    /** Whether unlocking depends on more than signatures. */
    private static boolean runsUnlockScript(Transaction tx) {
        return tx.unsigned().inputs().stream().anyMatch(input -> input.unlockScript() instanceof UnlockScript.P2sh);
    }

    private static void checkNoScript(Transaction tx, ChainIndex chain) {
        if (chain.isIntraGroup()) {
            TxInvalidException.require(tx.contractInputs().isEmpty(), TxFault.INVALID_CONTRACT_INPUTS);
            TxInvalidException.require(tx.generatedOutputs().isEmpty(), TxFault.INVALID_GENERATED_OUTPUTS);
        } else {
            TxInvalidException.require(tx.unsigned().script().isEmpty(), TxFault.UNEXPECTED_TX_SCRIPT);
        }
        TxInvalidException.require(tx.scriptExecutionOk(), TxFault.INVALID_SCRIPT_EXECUTION_FLAG);
    }
}
