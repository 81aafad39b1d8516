package dev.flowbed.rill.config;

import dev.flowbed.alephium.script.LockupScript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Mining in the node and the miner API.
 *
 * @param minerAddresses who is rewarded: one address a group, in group order
 * @param nonceStep hashes tried before looking for a newer template
 * @param batchDelay pause between batches of hashes
 * @param apiInterface interface the miner API is listened on
 * @param apiPort port of the miner API; 0 for any free one
 * @param pollingInterval pause between templates when no block arrives
 * @param jobCacheSizePerChain jobs of a chain that miners may still answer
 * @param minTaskBroadcastInterval shortest pause between two sets of jobs
 */
public record MiningSettings(
        Optional<List<LockupScript.Asset>> minerAddresses,
        int nonceStep,
        Duration batchDelay,
        String apiInterface,
        int apiPort,
        Duration pollingInterval,
        int jobCacheSizePerChain,
        Duration minTaskBroadcastInterval) {}
