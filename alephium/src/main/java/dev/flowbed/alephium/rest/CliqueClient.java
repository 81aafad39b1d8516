package dev.flowbed.alephium.rest;

import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.script.LockupScript;
import java.util.List;

/** The brokers of one clique: finds the one that holds a group. */
public final class CliqueClient {
    private final List<NodeClient> brokers;
    private final int groups;

    /** The brokers in order of their ids, all of them. */
    public CliqueClient(List<NodeClient> brokers, int groups) {
        if (brokers.isEmpty()) {
            throw new IllegalArgumentException("a clique has at least one broker");
        }
        this.brokers = List.copyOf(brokers);
        this.groups = groups;
    }

    public int groups() {
        return groups;
    }

    /** The broker that serves a group. */
    public NodeClient ofGroup(int group) {
        return brokers.get(group % brokers.size());
    }

    /** The broker that serves the group a chain starts in. */
    public NodeClient of(ChainIndex chain) {
        return ofGroup(chain.from());
    }

    /** The broker that knows what an address owns. */
    public NodeClient of(LockupScript script) {
        return ofGroup(script.group(groups));
    }
}
