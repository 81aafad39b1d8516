package dev.flowbed.observer;

import java.time.Duration;
import java.util.List;

/**
 * A testnet to watch.
 *
 * @param testnet its name
 * @param groups how many groups its network has
 * @param blockTargetTime how often each chain should get a block
 */
public record Watched(
        String testnet, int groups, Duration blockTargetTime, List<WatchedNode> nodes, List<WatchedMiner> miners) {
    public Watched {
        nodes = List.copyOf(nodes);
        miners = List.copyOf(miners);
    }
}
