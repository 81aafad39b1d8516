package dev.flowbed.rill.config;

import java.time.Duration;

/**
 * The mempool.
 *
 * @param capacityPerChain most transactions waiting for one chain
 * @param mostPerBlock most transactions of one block, the coinbase not counted
 * @param cleanFrequency pause between sweeps for transactions that became invalid
 * @param unconfirmedExpiry age at which a waiting transaction is dropped
 * @param batchBroadcastFrequency pause between announcements to peers
 * @param autoMineForDev whether a submitted transaction is mined at once, by this node
 */
public record MempoolSettings(
        int capacityPerChain,
        int mostPerBlock,
        Duration cleanFrequency,
        Duration unconfirmedExpiry,
        Duration batchBroadcastFrequency,
        boolean autoMineForDev) {}
