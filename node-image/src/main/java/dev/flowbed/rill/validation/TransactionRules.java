package dev.flowbed.rill.validation;

import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TransactionTemplate;
import java.util.Optional;

/** The rules of a transaction inside a block. Thread-safe. */
@FunctionalInterface
public interface TransactionRules {
    /** The official name of the first rule that a transaction breaks (flow/.../TxValidation.scala), empty when it is valid. */
    Optional<String> fault(Transaction transaction, TransactionContext context);

    /**
     * The transaction of a template as it goes into an intra-group block: its script is run, and changes the context's world state.
     * Empty when it cannot go into a block.
     */
    default Optional<Transaction> complete(TransactionTemplate template, TransactionContext context) {
        return template.unsigned().script().isPresent() ? Optional.empty() : Optional.of(template.toTransaction());
    }
}
