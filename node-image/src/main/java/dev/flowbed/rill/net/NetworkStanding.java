package dev.flowbed.rill.net;

import dev.flowbed.rill.net.wire.BrokerInfo;
import dev.flowbed.rill.net.wire.CliqueDescription;
import dev.flowbed.rill.net.wire.InterBrokerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a broker stands in the network: renewed on the network thread, read on any. */
final class NetworkStanding {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkStanding.class);

    private final int groups;
    private final List<PeerNetwork.SyncListener> listeners = new CopyOnWriteArrayList<>();
    private boolean wasReady;
    private boolean caughtUpWithClique;
    private volatile @Nullable CliqueState clique;
    private volatile boolean synced;
    private volatile List<PeerStatus> peers = List.of();
    private volatile List<BrokerInfo> discovered = List.of();

    NetworkStanding(int groups) {
        this.groups = groups;
    }

    /** The clique has formed, or has another name now; nobody counts as connected until the next {@link #renew}. */
    void formed(CliqueDescription description) {
        clique = new CliqueState(description, false, List.of());
    }

    /** Discovery knows these brokers now. */
    void discovered(List<BrokerInfo> brokers) {
        discovered = brokers;
    }

    /** Looks anew at who is connected and in sync; does nothing before the clique has formed. */
    void renew(InterBrokerInfo self, IntraClique intra, InterClique inter) {
        CliqueState state = clique;
        if (state == null) {
            return;
        }
        List<Integer> connected = new ArrayList<>(List.of(self.brokerId()));
        intra.siblings().forEach(peer -> connected.add(peer.broker().brokerId()));
        connected.sort(null);
        boolean ready = connected.size() == state.description().brokerNumber();
        wasReady |= ready;
        caughtUpWithClique |= ready && intra.siblings().stream().allMatch(Peer::isSynced);
        clique = new CliqueState(state.description(), ready, connected);
        peers = inter.peers().stream().map(this::status).toList();
        boolean nowSynced = caughtUpWithClique && inter.isSynced(self);
        if (nowSynced != synced) {
            synced = nowSynced;
            LOG.info(nowSynced ? "synced" : "no longer synced");
            listeners.forEach(listener -> listener.syncedChanged(nowSynced));
        }
    }

    private PeerStatus status(Peer peer) {
        return new PeerStatus(
                peer.broker(), groups / peer.broker().brokerNumber(), peer.remote(), peer.isSynced(), peer.clientId());
    }

    /** Whether all brokers of the clique have been connected with this one; for the network thread. */
    boolean wasReady() {
        return wasReady;
    }

    void addListener(PeerNetwork.SyncListener listener) {
        listeners.add(listener);
    }

    Optional<CliqueState> clique() {
        return Optional.ofNullable(clique);
    }

    boolean isSynced() {
        return synced;
    }

    List<PeerStatus> peers() {
        return peers;
    }

    List<BrokerInfo> discovered() {
        return discovered;
    }
}
