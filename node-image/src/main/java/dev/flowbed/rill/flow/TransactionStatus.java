package dev.flowbed.rill.flow;

/**
 * How firmly a transaction stands on the canonical branch of its chain.
 *
 * @param place where it is
 * @param chainConfirmations blocks of its chain from its own on
 * @param fromGroupConfirmations intra-group blocks of its from group that build upon it
 * @param toGroupConfirmations intra-group blocks of its to group that build upon it
 * @param conflicted whether it has no effect, since a parallel chain spent its inputs before
 */
public record TransactionStatus(
        TransactionPlace place,
        int chainConfirmations,
        int fromGroupConfirmations,
        int toGroupConfirmations,
        boolean conflicted) {}
