package dev.flowbed.rill.flow;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.rill.validation.BlockFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Learns what changes in BlockFlow. Calls come one after the other, in the order of the changes, after the change is stored,
 * on the thread of whoever caused one of them; they should be short. What a listener throws is logged.
 */
public interface FlowListener {
    /** A block was added. */
    default void blockAdded(AddedBlock added) {}

    /** A header of a chain that this broker does not hold was added. */
    default void headerAdded(AddedHeader added) {}

    /** A block that had waited for dependencies turned out to be invalid. */
    default void pendingRejected(BlockHash hash, BlockSource source, BlockFault fault, String detail) {}

    /** A block or header that had all its dependencies was validated, whatever came out. */
    default void validated(Validation validation) {}

    /** What should be built next, or which blocks are the newest, changed. Comes after the call for the block or header that caused it. */
    default void viewChanged(ViewChange change) {}

    /** The chains were set back to an earlier state, blocks of theirs are no more: what was remembered of them is void. */
    default void chainsReset() {}

    /**
     * A block that was added.
     *
     * @param block the block
     * @param chain its chain
     * @param height its height
     * @param canonical whether it is on the canonical branch now
     * @param conflicted of an intra-group block: the inter-group blocks it took in with transactions that have no effect, and
     *     the ids of those
     * @param source where it came from
     */
    record AddedBlock(
            Block block,
            ChainIndex chain,
            int height,
            boolean canonical,
            Map<BlockHash, List<Hash>> conflicted,
            BlockSource source) {}

    /**
     * A header that was added.
     *
     * @param header the header
     * @param chain its chain
     * @param height its height
     * @param canonical whether it is on the canonical branch now
     * @param source where it came from
     */
    record AddedHeader(BlockHeader header, ChainIndex chain, int height, boolean canonical, BlockSource source) {}

    /**
     * The validation of a block or header, adding it included.
     *
     * @param ofHeader whether it was a header alone
     * @param nanos how long it took
     * @param fault the rule it breaks, empty when it was added
     */
    record Validation(boolean ofHeader, long nanos, Optional<BlockFault> fault) {}

    /**
     * A change of what should be built next, or of the newest blocks.
     *
     * @param chains chains from own groups whose templates are outdated
     * @param urgent whether work on the old templates is lost: they build on a branch that was left
     * @param included transactions that are in blocks now; a mempool drops them and what conflicts with them
     * @param returned transactions whose blocks are on a branch that was left; a mempool takes them back
     */
    record ViewChange(
            List<ChainIndex> chains,
            boolean urgent,
            List<ChainTransactions> included,
            List<ChainTransactions> returned) {}

    /**
     * Transactions of a chain, coinbases left out.
     *
     * @param view the group whose newest blocks hold them now or do no longer; another group's may do so at another time
     */
    record ChainTransactions(int view, ChainIndex chain, List<Transaction> transactions) {}
}
