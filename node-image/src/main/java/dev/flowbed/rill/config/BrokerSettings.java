package dev.flowbed.rill.config;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A node's place in its clique.
 *
 * @param groups groups of the network
 * @param brokerNum brokers of the clique, a divisor of the groups
 * @param brokerId this broker, 0 based; it serves the groups g with {@code g % brokerNum == brokerId}
 */
public record BrokerSettings(int groups, int brokerNum, int brokerId) {
    /** Whether this broker serves a group. */
    public boolean serves(int group) {
        return group % brokerNum == brokerId;
    }

    /** How many groups this broker serves. */
    public int groupNumPerBroker() {
        return groups / brokerNum;
    }

    /** The groups that this broker serves, in order. */
    public List<Integer> servedGroups() {
        return IntStream.range(0, groups).filter(this::serves).boxed().toList();
    }
}
