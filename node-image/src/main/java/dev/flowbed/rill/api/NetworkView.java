package dev.flowbed.rill.api;

import dev.flowbed.alephium.model.TransactionTemplate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the API asks of a node's network side, and tells it. Thread-safe, never blocks. */
public interface NetworkView {
    /** The own clique; empty until it has formed. */
    Optional<Clique> clique();

    /** Whether enough other cliques agree with this one on the chains. */
    boolean synced();

    /** Connected brokers of other cliques. */
    List<Peer> peers();

    /** Known brokers of other cliques. */
    List<Neighbor> neighbors();

    /** Addresses that misbehaved or are banned. */
    List<Misbehavior> misbehaviors();

    void ban(List<InetAddress> peers);

    void unban(List<InetAddress> peers);

    /** Addresses that are not dialled. */
    List<InetAddress> unreachable();

    void markUnreachable(List<InetAddress> peers);

    void markReachable(List<InetAddress> peers);

    /** Announces a waiting transaction to peers again. */
    void rebroadcast(TransactionTemplate transaction);

    /** Bytes sent to peers, by address. */
    Map<String, Long> uploadedBytes();

    /** Bytes received from peers, by address. */
    Map<String, Long> downloadedBytes();

    /**
     * The own clique.
     *
     * @param id its name, in hex
     * @param brokers in the order of their ids
     * @param ready whether all its brokers are connected
     */
    record Clique(String id, List<Broker> brokers, boolean ready) {}

    /** A broker of the own clique. */
    record Broker(InetAddress address, int restPort, int minerApiPort) {}

    /** A connected broker of another clique. */
    record Peer(
            String cliqueId,
            int brokerId,
            int groupNumPerBroker,
            InetSocketAddress address,
            boolean synced,
            String clientVersion) {}

    /** A known broker of another clique. */
    record Neighbor(String cliqueId, int brokerId, int brokerNum, InetSocketAddress address) {}

    /** What is held against an address: a penalty, or a ban until some time (milliseconds since 1970). */
    record Misbehavior(InetAddress peer, int penalty, Optional<Long> bannedUntil) {}
}
