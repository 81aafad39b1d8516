package dev.flowbed.observer;

import java.util.Optional;

/**
 * How a node was found.
 *
 * @param reachable it answered at all
 * @param cliqueFormed its clique has come together ({@code selfReady})
 * @param synced it says that it has what its peers have
 * @param peers connections to brokers of other cliques
 * @param syncedPeers those of them that are synced
 * @param version the release it runs, once it has said so
 * @param problem why it could not be read, in words, if it could not
 */
public record NodeView(
        WatchedNode node,
        boolean reachable,
        boolean cliqueFormed,
        boolean synced,
        int peers,
        int syncedPeers,
        Optional<String> version,
        Optional<String> problem) {
    /** A node that does not answer. */
    static NodeView unreachable(WatchedNode node, String problem) {
        return new NodeView(node, false, false, false, 0, 0, Optional.empty(), Optional.of(problem));
    }

    /** True when it serves: reachable, in a formed clique, synced. */
    public boolean isReady() {
        return reachable && cliqueFormed && synced;
    }
}
