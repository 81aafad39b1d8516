package dev.flowbed.observer;

import static dev.flowbed.alephium.rest.RestClient.await;

import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.rest.NodeClient;
import dev.flowbed.alephium.rest.Peer;
import dev.flowbed.alephium.rest.RestException;
import dev.flowbed.alephium.rest.SelfClique;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one node and the chains that start in its groups, and remembers them. Used by one thread at a time. */
final class NodeProbe {
    private final Watched watched;
    private final WatchedNode node;
    private final NodeClient client;
    private final Clock clock;
    private final Limits limits;
    private final Map<ChainIndex, ChainTrack> tracks = new TreeMap<>();
    private Optional<String> version = Optional.empty();
    private boolean reachedBefore;
    private boolean formedBefore;

    NodeProbe(Watched watched, WatchedNode node, NodeClient client, Clock clock, Limits limits) {
        this.watched = watched;
        this.node = node;
        this.client = client;
        this.clock = clock;
        this.limits = limits;
    }

    /** What was found. */
    record Reading(NodeView node, List<ChainView> chains) {}

    WatchedNode node() {
        return node;
    }

    /** Asks the node; the first answer that fails to come ends it, so that a silent node costs a few timeouts at most. */
    synchronized Reading read(Observer.Depth depth) {
        try {
            if (!reachedBefore || version.isEmpty()) {
                version = Optional.of(await(client.version()));
            }
        } catch (RestException e) {
            return unreachable(e.detail());
        }
        reachedBefore = true;
        SelfClique clique;
        try {
            clique = await(client.selfClique());
        } catch (RestException e) {
            boolean silent = e.kind() == RestException.Kind.UNREACHABLE
                    || (e.kind() == RestException.Kind.TIMEOUT && formedBefore);
            return silent ? unreachable(e.detail()) : notFormed(e);
        }
        formedBefore = true;
        return formed(clique, depth);
    }

    private Reading unreachable(String problem) {
        reachedBefore = false;
        formedBefore = false;
        return new Reading(
                new NodeView(node, false, false, false, 0, 0, version, Optional.of(problem)), unknownChains());
    }

    /** The official node answers nothing about its clique, or 500, until that has formed. */
    private Reading notFormed(RestException e) {
        reachedBefore = false;
        String problem =
                e.kind() == RestException.Kind.TIMEOUT || e.status() == 500 ? "the clique has not formed" : e.detail();
        return new Reading(
                new NodeView(node, true, false, false, 0, 0, version, Optional.of(problem)), unknownChains());
    }

    private Reading formed(SelfClique clique, Observer.Depth depth) {
        if (depth == Observer.Depth.STANDING) {
            return new Reading(
                    new NodeView(node, true, clique.selfReady(), clique.synced(), 0, 0, version, Optional.empty()),
                    unknownChains());
        }
        Instant deadline = clock.instant().plus(limits.pass().dividedBy(2));
        List<ChainView> chains = new ArrayList<>();
        Optional<String> problem = Optional.empty();
        List<Peer> peers = List.of();
        try {
            peers = await(client.peers());
        } catch (RestException e) {
            problem = Optional.of(e.getMessage());
        }
        for (ChainIndex chain : ownChains()) {
            boolean known = false;
            if (problem.isEmpty()) {
                try {
                    readChain(chain, depth, deadline);
                    known = true;
                } catch (RestException e) {
                    problem = Optional.of(e.getMessage());
                }
            }
            chains.add(track(chain).view(watched, node, chain, known));
        }
        int synced = (int) peers.stream().filter(Peer::synced).count();
        NodeView view =
                new NodeView(node, true, clique.selfReady(), clique.synced(), peers.size(), synced, version, problem);
        return new Reading(view, chains);
    }

    /** Chains are asked of the broker that serves the group they start in. */
    private List<ChainIndex> ownChains() {
        return ChainIndex.all(watched.groups()).stream()
                .filter(chain -> chain.from() % node.brokers() == node.broker())
                .toList();
    }

    private List<ChainView> unknownChains() {
        return ownChains().stream()
                .map(chain -> track(chain).view(watched, node, chain, false))
                .toList();
    }

    private ChainTrack track(ChainIndex chain) {
        return tracks.computeIfAbsent(chain, key -> new ChainTrack(clock.instant()));
    }

    /** A node that is slow is asked for heights only: those matter most. */
    private void readChain(ChainIndex chain, Observer.Depth depth, Instant deadline) {
        ChainTrack track = track(chain);
        int height = await(client.height(chain));
        boolean deep = depth == Observer.Depth.BLOCKS && clock.instant().isBefore(deadline);
        if (height == track.height() && (!deep || height == track.read())) {
            return;
        }
        track.moveTo(height, deep ? newBlocks(chain, track.known(), height) : List.of(), clock.instant());
    }

    /** The blocks above the height that is known, newest first; the newest alone when none is. */
    private List<Block> newBlocks(ChainIndex chain, int known, int height) {
        List<BlockHash> newest = await(client.hashes(chain, height));
        List<Block> blocks = new ArrayList<>();
        if (newest.isEmpty()) {
            return blocks;
        }
        BlockHash hash = newest.get(0);
        int wanted = known < 0 || height <= known ? 1 : Math.min(height - known, limits.catchUp());
        while (blocks.size() < wanted) {
            Block block = await(client.block(hash));
            blocks.add(block);
            if (block.header().isGenesis()) {
                break;
            }
            hash = block.header().parent();
        }
        return blocks;
    }

    /** How the node stands when it was not read in time: nothing is known, and the reading may still go on. */
    Reading late(Instant since) {
        String problem = "not read in time";
        List<ChainView> chains = ownChains().stream()
                .map(chain -> new ChainTrack(since).view(watched, node, chain, false))
                .toList();
        return new Reading(NodeView.unreachable(node, problem), chains);
    }
}
