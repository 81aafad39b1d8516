package dev.flowbed.observer;

import java.util.Optional;

/**
 * How a miner was found.
 *
 * @param hashRate hashes per second
 * @param accepted blocks that nodes took, since the miner started
 * @param rejected blocks that nodes refused, since the miner started
 * @param jobAgeSeconds how old the work is that it mines on; none when it has none
 * @param problem why it could not be read, if it could not
 */
public record MinerView(
        WatchedMiner miner,
        boolean reachable,
        double hashRate,
        long accepted,
        long rejected,
        Optional<Double> jobAgeSeconds,
        Optional<String> problem) {}
