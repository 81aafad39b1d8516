package dev.flowbed.observer;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Target;
import java.time.Instant;

/**
 * The newest block of a chain.
 *
 * @param timestamp the time that its miner's node put on it
 * @param target what its hash had to meet
 * @param transactions how many it holds beside the coinbase
 */
public record Tip(BlockHash hash, Instant timestamp, Target target, int transactions) {}
