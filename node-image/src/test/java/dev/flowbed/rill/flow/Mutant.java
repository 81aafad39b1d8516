package dev.flowbed.rill.flow;

import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.TransactionTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Something changed, and by which way it reaches the rules.
 *
 * @param name what was changed; unique among those of one place
 * @param way whether the header's rules count too, proof of work among them
 * @param block the changed block; null for what is submitted alone
 * @param submitted a transaction handed to the mempool; null for blocks
 */
record Mutant(
        String name,
        Way way,
        @Nullable Block block,
        @Nullable TransactionTemplate submitted) {
    /** Which rules look at it. */
    enum Way {
        /** All rules of blocks. */
        BLOCK,
        /** The rules of what a block holds, for any header: no work is needed. */
        BODY,
        /** The rules of transactions that are to wait. */
        SUBMIT
    }

    static Mutant block(String name, Block block) {
        return new Mutant(name, Way.BLOCK, block, null);
    }

    static Mutant body(String name, Block block) {
        return new Mutant(name, Way.BODY, block, null);
    }

    static Mutant submit(String name, TransactionTemplate transaction) {
        return new Mutant(name, Way.SUBMIT, null, transaction);
    }
}
