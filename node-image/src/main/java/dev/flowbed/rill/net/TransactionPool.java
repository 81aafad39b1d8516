package dev.flowbed.rill.net;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.TransactionTemplate;
import java.util.List;

/** The mempool as the network side needs it. Reads come from one thread, additions from another. */
public interface TransactionPool {
    /** Whether a transaction waits here. */
    boolean contains(Hash id);

    /** The waiting transactions among some. */
    List<TransactionTemplate> get(ChainIndex chain, List<Hash> ids);

    /** Validates and adds a transaction from a peer; returns whether it is new and was taken. */
    boolean addFromPeer(TransactionTemplate transaction);

    /** Notes a transaction that comes from another broker's group into one of this broker's: it is shown, not mined here. */
    void noteIncoming(TransactionTemplate transaction);
}
