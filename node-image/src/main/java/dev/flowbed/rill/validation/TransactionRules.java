package dev.flowbed.rill.validation;

import dev.flowbed.alephium.model.Transaction;
import java.util.Optional;

/** The rules of a transaction inside a block. Thread-safe. */
@FunctionalInterface
public interface TransactionRules {
    /** The official name of the first rule that a transaction breaks (flow/.../TxValidation.scala), empty when it is valid. */
    Optional<String> fault(Transaction transaction, TransactionContext context);
}
