package dev.flowbed.rill.net;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.rill.net.wire.HeightRange;
import dev.flowbed.rill.net.wire.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers what peers ask of the chains, within bounds on what one request may cost. As the official node, it is silent about data
 * that is not there. Belongs to the network thread.
 */
final class RequestAnswers {
    // peers of the first version of sync ask for 51 heights of all chains at once, forks included
    private static final int MAX_HASHES = 4096;
    private static final int MAX_HEIGHTS = 4096;
    private static final int MAX_ANSWER_BYTES = 24 << 20;

    private final PeerContext context;
    private final Ledger ledger;

    RequestAnswers(PeerContext context, Ledger ledger) {
        this.context = context;
        this.ledger = ledger;
    }

    void blocks(Peer peer, Payload.BlocksRequest request) {
        found(peer, request.hashes(), ledger::block)
                .ifPresent(blocks -> peer.send(context.writer().blocksResponse(request.id(), blocks)));
    }

    void headers(Peer peer, Payload.HeadersRequest request) {
        found(peer, request.hashes(), ledger::header)
                .ifPresent(headers -> peer.send(context.writer().headersResponse(request.id(), headers)));
    }

    private static Optional<List<Bytes>> found(
            Peer peer, List<BlockHash> hashes, Function<BlockHash, Optional<Bytes>> find) {
        if (hashes.size() > MAX_HASHES) {
            peer.punish(Misbehavior.SPAMMING, "a request for " + hashes.size() + " blocks or headers");
            return Optional.empty();
        }
        List<Bytes> found = new ArrayList<>();
        long size = 0;
        for (BlockHash hash : hashes) {
            Optional<Bytes> data = find.apply(hash);
            if (data.isPresent()) {
                size += data.get().length();
                if (size > MAX_ANSWER_BYTES) {
                    break;
                }
                found.add(data.get());
            }
        }
        return found.isEmpty() && !hashes.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    void headersByHeights(Peer peer, Payload.HeadersByHeightsRequest request) {
        ranges(peer, request.ranges(), ledger::headers)
                .ifPresent(lists -> peer.send(context.writer().headersByHeights(request.id(), lists)));
    }

    void blocksByHeights(Peer peer, Payload.BlocksAndUnclesByHeightsRequest request) {
        ranges(peer, request.ranges(), ledger::blocksWithUncles)
                .ifPresent(lists -> peer.send(context.writer().blocksByHeights(request.id(), lists)));
    }

    private Optional<List<List<Bytes>>> ranges(
            Peer peer, List<HeightRange> ranges, Function<HeightRange, List<Bytes>> find) {
        long heights = ranges.stream().mapToLong(HeightRange::count).sum();
        if (heights > MAX_HEIGHTS) {
            peer.punish(Misbehavior.SPAMMING, "a request for " + heights + " heights");
            return Optional.empty();
        }
        List<List<Bytes>> lists = new ArrayList<>();
        long size = 0;
        for (HeightRange range : ranges) {
            List<Bytes> list = find.apply(range);
            size += list.stream().mapToLong(Bytes::length).sum();
            if (size > MAX_ANSWER_BYTES) {
                return Optional.empty();
            }
            lists.add(list);
        }
        return Optional.of(lists);
    }
}
