package dev.flowbed.rill.net;

import dev.flowbed.rill.net.wire.Payload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what peers say to who deals with it. Belongs to the network thread. */
final class PayloadRouter {
    private static final Logger LOG = LoggerFactory.getLogger(PayloadRouter.class);

    private final NetSettings settings;
    private final Synchronizer synchronizer;
    private final RequestAnswers answers;
    private final TransactionRelay transactions;

    PayloadRouter(
            NetSettings settings, Synchronizer synchronizer, RequestAnswers answers, TransactionRelay transactions) {
        this.settings = settings;
        this.synchronizer = synchronizer;
        this.answers = answers;
        this.transactions = transactions;
    }

    /** A peer said something after its greeting. */
    void said(Peer peer, Payload payload) {
        if (payload instanceof Payload.ChainState p) {
            synchronizer.chainState(peer, p);
        } else if (payload instanceof Payload.NewBlock p) {
            peer.seenBlocks().add(p.block().hash());
            brought(peer, FlowItem.of(p.block()));
        } else if (payload instanceof Payload.NewHeader p) {
            peer.seenBlocks().add(p.header().hash());
            brought(peer, FlowItem.of(p.header()));
        } else if (payload instanceof Payload.NewBlockHash p) {
            peer.seenBlocks().add(p.hash());
            synchronizer.announced(peer, p.hash());
        } else if (payload instanceof Payload.BlocksRequest p) {
            answers.blocks(peer, p);
        } else if (payload instanceof Payload.HeadersRequest p) {
            answers.headers(peer, p);
        } else if (payload instanceof Payload.HeadersByHeightsRequest p) {
            answers.headersByHeights(peer, p);
        } else if (payload instanceof Payload.BlocksAndUnclesByHeightsRequest p) {
            answers.blocksByHeights(peer, p);
        } else if (payload instanceof Payload.InvRequest p) {
            synchronizer.inventories().requested(peer, p);
        } else if (payload instanceof Payload.NewTxHashes p) {
            transactions.announced(peer, p);
        } else if (payload instanceof Payload.TxsRequest p) {
            transactions.requested(peer, p);
        } else if (payload instanceof Payload.TxsResponse p) {
            transactions.received(peer, p);
        } else {
            // late answers, and what only brokers of one clique say to each other
            LOG.debug("{} says {}", peer, payload.getClass().getSimpleName());
        }
    }

    private void brought(Peer peer, FlowItem item) {
        boolean held = settings.share().holdsBlocks(item.chain());
        if (item.header().groups() != settings.groups() || held != (item.block() != null)) {
            peer.note(Misbehavior.INVALID_GROUP, "a block or header of chain " + item.chain());
            return;
        }
        synchronizer.take(item, peer);
    }
}
