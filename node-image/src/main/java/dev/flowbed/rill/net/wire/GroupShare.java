package dev.flowbed.rill.net.wire;

import dev.flowbed.alephium.model.ChainIndex;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which groups a broker serves: broker {@code id} of {@code number} serves every group g with {@code g % number == id}
 * (protocol/.../BrokerInfo.scala, BrokerConfig.scala).
 */
public record GroupShare(int brokerId, int brokerNumber) {
    /** Whether a group is served by this broker. */
    public boolean serves(int group) {
        return group % brokerNumber == brokerId;
    }

    /** Whether this broker holds the blocks of a chain whole: it serves the one or the other group. */
    public boolean holdsBlocks(ChainIndex chain) {
        return serves(chain.from()) || serves(chain.to());
    }

    /** The served groups in order. */
    public List<Integer> groups(int groupNumber) {
        return IntStream.iterate(brokerId, g -> g < groupNumber, g -> g + brokerNumber)
                .boxed()
                .toList();
    }

    /** The groups that both brokers serve, in order; empty when the brokers cannot be peers. */
    public List<Integer> shared(GroupShare other, int groupNumber) {
        int large = Math.max(brokerNumber, other.brokerNumber);
        int small = Math.min(brokerNumber, other.brokerNumber);
        if (large % small != 0) {
            return List.of();
        }
        return IntStream.range(0, groupNumber)
                .filter(g -> serves(g) && other.serves(g))
                .boxed()
                .toList();
    }

    /** Whether this can be a broker of a clique on a network of so many groups. */
    public boolean fits(int groupNumber) {
        return brokerNumber >= 1
                && brokerNumber <= groupNumber
                && groupNumber % brokerNumber == 0
                && brokerId >= 0
                && brokerId < brokerNumber;
    }
}
