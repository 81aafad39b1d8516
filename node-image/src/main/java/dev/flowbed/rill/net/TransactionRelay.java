package dev.flowbed.rill.net;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.rill.net.wire.GroupShare;
import dev.flowbed.rill.net.wire.Payload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Passes transactions on: ids to synced peers of other cliques that serve their group, who then ask for what they lack; in full to
 * the brokers of the own clique into whose groups they pay. A transaction of another broker's group goes to that broker. Belongs
 * to the network thread.
 */
final class TransactionRelay {
    private static final int MAX_BUFFERED = 4096;
    private static final int MAX_ASKED = 4096;
    private static final int MAX_UNDER_VALIDATION = 2048;
    private static final int SIBLING_ID = 0;

    private final PeerContext context;
    private final TransactionPool pool;
    private final Executor adder;
    private final Supplier<Collection<Peer>> peers;
    private final Map<Hash, TransactionTemplate> outgoing = new LinkedHashMap<>();
    private final RecentSet<Hash> asked = new RecentSet<>(MAX_ASKED);
    private int underValidation;
    private boolean scheduled;

    TransactionRelay(PeerContext context, TransactionPool pool, Executor adder, Supplier<Collection<Peer>> peers) {
        this.context = context;
        this.pool = pool;
        this.adder = adder;
        this.peers = peers;
    }

    private int groups() {
        return context.settings().groups();
    }

    /** A transaction of an own group is in the mempool: others will hear of it with the next few. */
    void added(TransactionTemplate transaction) {
        if (outgoing.size() >= MAX_BUFFERED) {
            return;
        }
        outgoing.put(transaction.id(), transaction);
        if (!scheduled) {
            scheduled = true;
            context.net().after(context.settings().timing().broadcastTransactions(), this::flush);
        }
    }

    private void flush() {
        scheduled = false;
        Map<ChainIndex, List<TransactionTemplate>> byChain = new LinkedHashMap<>();
        outgoing.values()
                .forEach(tx -> byChain.computeIfAbsent(tx.unsigned().chainIndex(groups()), key -> new ArrayList<>())
                        .add(tx));
        outgoing.clear();
        for (Peer peer : peers.get()) {
            if (peer.isSibling()) {
                passToSibling(peer, byChain);
            } else if (peer.isSynced()) {
                announce(peer, byChain);
            }
        }
    }

    private void passToSibling(Peer peer, Map<ChainIndex, List<TransactionTemplate>> byChain) {
        GroupShare share = peer.broker().share();
        List<TransactionTemplate> paidThere = new ArrayList<>();
        byChain.forEach((chain, transactions) -> {
            if (!share.serves(chain.from()) && share.serves(chain.to())) {
                paidThere.addAll(transactions);
            }
        });
        if (!paidThere.isEmpty()) {
            peer.send(new Payload.TxsResponse(SIBLING_ID, paidThere));
        }
    }

    private static void announce(Peer peer, Map<ChainIndex, List<TransactionTemplate>> byChain) {
        GroupShare share = peer.broker().share();
        List<Payload.ChainTransactions> news = new ArrayList<>();
        byChain.forEach((chain, transactions) -> {
            if (share.serves(chain.from())) {
                List<Hash> ids = transactions.stream()
                        .map(TransactionTemplate::id)
                        .filter(id -> peer.seenTransactions().add(id))
                        .toList();
                if (!ids.isEmpty()) {
                    news.add(new Payload.ChainTransactions(chain, ids));
                }
            }
        });
        if (!news.isEmpty()) {
            peer.send(new Payload.NewTxHashes(news));
        }
    }

    /** A peer of another clique announces transactions. */
    void announced(Peer peer, Payload.NewTxHashes announcement) {
        if (peer.isSibling() || !peer.isSynced()) {
            return;
        }
        List<Payload.ChainTransactions> wanted = new ArrayList<>();
        for (Payload.ChainTransactions chain : announcement.chains()) {
            if (!context.settings().share().serves(chain.chain().from())) {
                peer.note(Misbehavior.INVALID_GROUP, "transactions of chain " + chain.chain());
                return;
            }
            List<Hash> ids = chain.ids().stream()
                    .filter(id -> peer.seenTransactions().add(id))
                    .filter(id -> !pool.contains(id) && asked.add(id))
                    .toList();
            if (!ids.isEmpty()) {
                wanted.add(new Payload.ChainTransactions(chain.chain(), ids));
            }
        }
        if (!wanted.isEmpty()) {
            peer.request(
                    id -> new Payload.TxsRequest(id, wanted),
                    Payload.TxsResponse.class,
                    answer -> received(peer, answer));
        }
    }

    /** A peer asks for transactions. */
    void requested(Peer peer, Payload.TxsRequest request) {
        List<TransactionTemplate> found = new ArrayList<>();
        for (Payload.ChainTransactions chain : request.chains()) {
            if (!context.settings().share().serves(chain.chain().from())) {
                peer.note(Misbehavior.INVALID_GROUP, "a request for transactions of chain " + chain.chain());
                return;
            }
            found.addAll(pool.get(chain.chain(), chain.ids()));
        }
        peer.send(new Payload.TxsResponse(request.id(), found));
    }

    /** A peer sends transactions. */
    void received(Peer peer, Payload.TxsResponse answer) {
        GroupShare own = context.settings().share();
        for (TransactionTemplate transaction : answer.transactions()) {
            ChainIndex chain = transaction.unsigned().chainIndex(groups());
            if (own.serves(chain.from())) {
                peer.seenTransactions().add(transaction.id());
                validate(transaction);
            } else if (peer.isSibling() && own.serves(chain.to())) {
                adder.execute(() -> pool.noteIncoming(transaction));
            } else {
                peer.note(Misbehavior.INVALID_GROUP, "a transaction of chain " + chain);
                return;
            }
        }
    }

    private void validate(TransactionTemplate transaction) {
        if (underValidation >= MAX_UNDER_VALIDATION) {
            return;
        }
        underValidation++;
        adder.execute(() -> {
            try {
                pool.addFromPeer(transaction);
            } finally {
                context.net().execute(() -> underValidation--);
            }
        });
    }

    /** Hands a transaction to the broker of the own clique that serves its group; returns whether that one is there. */
    boolean passOn(TransactionTemplate transaction) {
        ChainIndex chain = transaction.unsigned().chainIndex(groups());
        for (Peer peer : peers.get()) {
            if (peer.isSibling() && peer.broker().share().serves(chain.from())) {
                peer.send(new Payload.TxsResponse(SIBLING_ID, List.of(transaction)));
                return true;
            }
        }
        return false;
    }
}
