package dev.flowbed.rill.tx;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.rill.flow.GroupView;

/** What own groups can spend, as building needs it. */
public interface OutputViews {
    /** By the blocks known now. */
    GroupView blocks(int group);

    /** By the blocks known now and the waiting transactions. */
    GroupView withMempool(int group);

    /** By the dependencies of a block, and the waiting transactions. */
    GroupView withMempoolAt(int group, BlockHash block);

    /** Whether this broker serves a group. */
    boolean serves(int group);
}
