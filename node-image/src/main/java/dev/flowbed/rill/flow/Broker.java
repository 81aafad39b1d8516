package dev.flowbed.rill.flow;

import dev.flowbed.alephium.model.ChainIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * One broker of a clique: it serves the groups whose remainder by {@code brokerNum} is {@code brokerId}, holds every chain that
 * starts or ends in them whole, and the other chains as headers.
 *
 * @param groups groups of the network, at least 1
 * @param brokerNum brokers of the clique; divides the groups
 * @param brokerId this broker, 0 based
 */
public record Broker(int groups, int brokerNum, int brokerId) {
    /** Checks the three against each other. */
    public Broker {
        if (groups < 1 || brokerNum < 1 || groups % brokerNum != 0) {
            throw new IllegalArgumentException(
                    "broker-num must divide groups, found broker-num " + brokerNum + " and groups " + groups);
        }
        if (brokerId < 0 || brokerId >= brokerNum) {
            throw new IllegalArgumentException(
                    "broker-id must be from 0 to " + (brokerNum - 1) + ", found " + brokerId);
        }
    }

    /** Whether this broker serves a group. */
    public boolean serves(int group) {
        return group % brokerNum == brokerId;
    }

    /** Whether this broker holds a chain whole. */
    public boolean holds(ChainIndex chain) {
        return serves(chain.from()) || serves(chain.to());
    }

    /** The groups that this broker serves, ascending. */
    public List<Integer> ownGroups() {
        List<Integer> own = new ArrayList<>();
        for (int group = brokerId; group < groups; group += brokerNum) {
            own.add(group);
        }
        return own;
    }

    /** The chains that start in own groups, in order: those this broker builds blocks for. */
    public List<ChainIndex> ownChains() {
        List<ChainIndex> own = new ArrayList<>();
        for (int from : ownGroups()) {
            for (int to = 0; to < groups; to++) {
                own.add(new ChainIndex(from, to));
            }
        }
        return own;
    }
}
