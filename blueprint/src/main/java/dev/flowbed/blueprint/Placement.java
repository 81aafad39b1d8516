package dev.flowbed.blueprint;

/**
 * What a runtime knows and the resources do not say: where each process runs and how it is reached. Asked several times for
 * the same process, it answers the same.
 */
public interface Placement {

    /** Where a full node runs. */
    NodePlacement node(NodeIdentity node);

    /** Where a miner runs. */
    MinerPlacement miner(MinerIdentity miner);
}
