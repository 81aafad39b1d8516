package dev.flowbed.rill.validation;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rules of transactions since Danube, in the official order and under the official names (flow/.../TxValidation.scala). What
 * needs contract code to be run is refused with a reason of its own. Thread-safe.
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

    /** The first rule that a transaction of a block breaks. */
    @Override
    public Optional<String> fault(Transaction tx, TransactionContext context) {
        return verdict(() -> {
                    boolean isCoinbase = context.coinbaseReward().isPresent();
                    shape.check(tx, context.chain(), isCoinbase, false);
                    checkSpending(tx, context.chain(), context::output, context.timestamp(), context.coinbaseReward());
                    checkScript(tx, context.chain());
                })
                .map(Verdict::message);
    }

    /**
     * The first rule that a transaction breaks which is to wait for a block.
     *
     * @param outputs what can be spent, waiting transactions included
     * @param now milliseconds since 1970
     */
    public Optional<Verdict> check(
            TransactionTemplate template, Function<TxOutputRef, Optional<TxOutput>> outputs, long now) {
        Transaction tx = template.toTransaction();
        return verdict(() -> {
            ChainIndex chain = shape.chainOf(template.unsigned());
            shape.check(tx, chain, false, true);
            checkSpending(tx, chain, outputs, now, Optional.empty());
            checkScript(tx, chain);
        });
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

    private void checkSpending(
            Transaction tx,
            ChainIndex chain,
            Function<TxOutputRef, Optional<TxOutput>> outputs,
            long timestamp,
            Optional<U256> coinbaseReward) {
        List<TxOutput> spent = new ArrayList<>();
        for (TxInput input : tx.unsigned().inputs()) {
            spent.add(outputs.apply(input.outputRef())
                    .filter(TxOutput.Asset.class::isInstance)
                    .orElseThrow(() -> new TxInvalidException(TxFault.NON_EXIST_INPUT)));
        }
        TxBalance.checkLocks(spent, timestamp);
        // what a script would take and make is part of the balance, and it cannot be run
        boolean needsExecution = chain.isIntraGroup() && tx.unsigned().script().isPresent();
        TxInvalidException.require(!needsExecution, TxFault.UNSUPPORTED_TX_SCRIPT);
        TxBalance.checkAlph(tx, spent, coinbaseReward);
        TxBalance.checkTokens(tx, spent);
        if (coinbaseReward.isPresent()) {
            TxWitnesses.check(tx, spent, true);
        } else if (!signatures.contains(tx)) {
            TxWitnesses.check(tx, spent, false);
            signatures.remember(tx);
        }
    }

    private static void checkScript(Transaction tx, ChainIndex chain) {
        if (chain.isIntraGroup()) {
            TxInvalidException.require(tx.contractInputs().isEmpty(), TxFault.INVALID_CONTRACT_INPUTS);
            TxInvalidException.require(tx.generatedOutputs().isEmpty(), TxFault.INVALID_GENERATED_OUTPUTS);
        } else {
            TxInvalidException.require(tx.unsigned().script().isEmpty(), TxFault.UNEXPECTED_TX_SCRIPT);
        }
        TxInvalidException.require(tx.scriptExecutionOk(), TxFault.INVALID_SCRIPT_EXECUTION_FLAG);
    }
}
