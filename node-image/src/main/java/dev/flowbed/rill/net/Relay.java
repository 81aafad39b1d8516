package dev.flowbed.rill.net;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.rill.net.wire.GroupShare;
import dev.flowbed.rill.net.wire.Payload;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Passes new blocks on, as the official node does: a block made here in full to peers of other cliques that serve its group, one
 * that came from elsewhere by its hash; to the brokers of the own clique in full where they hold the chain, else the header. Belongs
 * to the network thread.
 */
final class Relay {
    private final PeerContext context;

    Relay(PeerContext context) {
        this.context = context;
    }

    /** Something was added while this broker was up to date. */
    void added(Ledger.Addition addition, Collection<Peer> peers) {
        ChainIndex chain = addition.header().chainIndex();
        if (!context.settings().share().serves(chain.from()) || addition.block().isEmpty()) {
            return;
        }
        Frames frames = new Frames(addition);
        for (Peer peer : peers) {
            boolean knows =
                    peer.name().equals(addition.source()) || peer.seenBlocks().contains(frames.hash);
            if (!knows && (peer.isSibling() || peer.isSynced())) {
                pass(peer, chain, addition, frames);
            }
        }
    }

    private void pass(Peer peer, ChainIndex chain, Ledger.Addition addition, Frames frames) {
        GroupShare share = peer.broker().share();
        if (peer.isSibling()) {
            peer.seenBlocks().add(frames.hash);
            peer.send(share.holdsBlocks(chain) ? frames.block() : frames.header());
        } else if (share.serves(chain.from())) {
            peer.seenBlocks().add(frames.hash);
            peer.send(addition.local() ? frames.block() : frames.announcement());
        }
    }

    /** The messages about one block, each encoded once, when first needed. */
    private final class Frames {
        private final Ledger.Addition addition;
        private final BlockHash hash;
        private byte @Nullable [] block;
        private byte @Nullable [] header;
        private byte @Nullable [] announcement;

        Frames(Ledger.Addition addition) {
            this.addition = addition;
            this.hash = addition.header().hash();
        }

        byte[] block() {
            byte[] frame = block;
            if (frame == null) {
                frame = context.writer()
                        .newBlock(Bytes.wrap(addition.block().orElseThrow().encode()));
                block = frame;
            }
            return frame;
        }

        byte[] header() {
            byte[] frame = header;
            if (frame == null) {
                frame = context.writer().newHeader(Bytes.wrap(addition.header().encode()));
                header = frame;
            }
            return frame;
        }

        byte[] announcement() {
            byte[] frame = announcement;
            if (frame == null) {
                frame = context.writer().write(new Payload.NewBlockHash(hash));
                announcement = frame;
            }
            return frame;
        }
    }
}
