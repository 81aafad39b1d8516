package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.rill.validation.BlockFault;
import java.util.List;

/** What became of a block or header that was handed to {@link BlockFlow}. */
public sealed interface AddResult {
    /**
     * Valid, stored and part of its chain.
     *
     * @param height its height
     */
    record Added(int height) implements AddResult {}

    /** It was there before. */
    record AlreadyKnown() implements AddResult {}

    /**
     * It waits for others; it is added by itself when they come, unless too many wait.
     *
     * @param missing dependencies (and uncles) that are not there and do not wait themselves
     */
    record MissingDeps(List<BlockHash> missing) implements AddResult {}

    /**
     * It breaks a rule.
     *
     * @param fault the rule, under its official name
     * @param detail what is wrong; for an invalid transaction its id and the official name of that fault
     */
    record Invalid(BlockFault fault, String detail) implements AddResult {}
}
