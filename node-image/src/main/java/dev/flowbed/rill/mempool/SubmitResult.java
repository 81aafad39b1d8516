package dev.flowbed.rill.mempool;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.rill.validation.TxValidator;

/** What became of a submitted transaction, with the official message (flow/.../TxHandler.scala). */
public sealed interface SubmitResult {
    /** The official message. */
    String message();

    /** Whether the submitter is told that all is well: it waits for a block, now or since before. */
    default boolean isAccepted() {
        return false;
    }

    /** It waits for a block now. */
    record Added(PendingTx tx) implements SubmitResult {
        @Override
        public boolean isAccepted() {
            return true;
        }

        @Override
        public String message() {
            return "Tx " + shortName(tx.template()) + " successfully included into mempool at " + tx.seenAt();
        }
    }

    /** It waited before, which is fine: clients try again. */
    record AlreadyExisted(TransactionTemplate template) implements SubmitResult {
        @Override
        public boolean isAccepted() {
            return true;
        }

        @Override
        public String message() {
            return "Tx " + template.id().hex() + " is already included";
        }
    }

    /** A waiting transaction spends the same output. */
    record DoubleSpending(TransactionTemplate template) implements SubmitResult {
        @Override
        public String message() {
            return "Tx " + shortName(template) + " is double spending: " + hex(template);
        }
    }

    /** There is no room for it at its gas price. */
    record MemPoolIsFull(TransactionTemplate template) implements SubmitResult {
        @Override
        public String message() {
            return "the mempool is full when trying to add the tx " + shortName(template) + ": " + hex(template);
        }
    }

    /** Its inputs are not known yet; it is tried again later. */
    record AddedToOrphanPool(TransactionTemplate template) implements SubmitResult {
        @Override
        public String message() {
            return "Tx " + template.id().hex() + " is added to orphan pool";
        }
    }

    /** It breaks a rule. */
    record FailedValidation(TransactionTemplate template, TxValidator.Verdict verdict) implements SubmitResult {
        @Override
        public String message() {
            return "Failed in validating tx " + template.id().hex() + " due to " + verdict.message() + ": "
                    + hex(template);
        }
    }

    /** It was valid, but could not be mined at once. */
    record FailedInternally(TransactionTemplate template, String error) implements SubmitResult {
        @Override
        public String message() {
            // the official text, its slip included
            return "Internal error wile processing tx " + template.id().hex() + ": " + error;
        }
    }

    private static String shortName(TransactionTemplate template) {
        String hex = template.id().hex();
        return hex.substring(hex.length() - 8);
    }

    private static String hex(TransactionTemplate template) {
        return Bytes.wrap(template.encode()).hex();
    }
}
