package dev.flowbed.rill;

import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.rill.api.NetworkView;
import dev.flowbed.rill.net.CliqueState;
import dev.flowbed.rill.net.PeerNetwork;
import dev.flowbed.rill.net.PeerRecord;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The network side as the API sees it: empty until it is there, so that the API can answer before. */
final class Peers implements NetworkView {
    private volatile @Nullable PeerNetwork network;
    private final Set<InetAddress> unreachable = new LinkedHashSet<>();

    void attach(PeerNetwork peerNetwork) {
        network = peerNetwork;
    }

    private Optional<PeerNetwork> network() {
        return Optional.ofNullable(network);
    }

    @Override
    public Optional<Clique> clique() {
        return network().flatMap(PeerNetwork::clique).map(Peers::clique);
    }

    private static Clique clique(CliqueState state) {
        return new Clique(
                state.description().id().hex(),
                state.description().members().stream()
                        .map(member -> new Broker(
                                member.internalAddress().getAddress(), member.restPort(), member.minerApiPort()))
                        .toList(),
                state.ready());
    }

    @Override
    public boolean synced() {
        return network().map(PeerNetwork::isSynced).orElse(false);
    }

    @Override
    public List<Peer> peers() {
        return network().map(PeerNetwork::peers).orElse(List.of()).stream()
                .map(peer -> new Peer(
                        peer.broker().cliqueId().hex(),
                        peer.broker().brokerId(),
                        peer.groupsPerBroker(),
                        peer.address(),
                        peer.synced(),
                        peer.clientId()))
                .toList();
    }

    @Override
    public List<Neighbor> neighbors() {
        String own = clique().map(Clique::id).orElse("");
        return network().map(PeerNetwork::discoveredNeighbors).orElse(List.of()).stream()
                .filter(info -> !info.broker().cliqueId().hex().equals(own))
                .map(info -> new Neighbor(
                        info.broker().cliqueId().hex(),
                        info.broker().brokerId(),
                        info.broker().brokerNumber(),
                        info.address()))
                .toList();
    }

    @Override
    public List<Misbehavior> misbehaviors() {
        return network().map(PeerNetwork::misbehaviors).orElse(List.of()).stream()
                .map(Peers::misbehavior)
                .toList();
    }

    private static Misbehavior misbehavior(PeerRecord record) {
        if (record instanceof PeerRecord.Banned banned) {
            return new Misbehavior(
                    banned.address(), 0, Optional.of(banned.until().toEpochMilli()));
        }
        PeerRecord.Penalized penalized = (PeerRecord.Penalized) record;
        return new Misbehavior(penalized.address(), penalized.value(), Optional.empty());
    }

    @Override
    public void ban(List<InetAddress> peers) {
        network().ifPresent(net -> net.ban(peers));
    }

    @Override
    public void unban(List<InetAddress> peers) {
        network().ifPresent(net -> net.unban(peers));
        markReachable(peers);
    }

    @Override
    public List<InetAddress> unreachable() {
        synchronized (unreachable) {
            return List.copyOf(unreachable);
        }
    }

    @Override
    public void markUnreachable(List<InetAddress> peers) {
        synchronized (unreachable) {
            unreachable.addAll(peers);
        }
    }

    @Override
    public void markReachable(List<InetAddress> peers) {
        synchronized (unreachable) {
            peers.forEach(unreachable::remove);
        }
    }

    @Override
    public void rebroadcast(TransactionTemplate transaction) {
        network().ifPresent(net -> net.transactionAdded(transaction));
    }

    @Override
    public Map<String, Long> uploadedBytes() {
        return network().map(net -> net.metrics().uploadedBytes()).orElse(Map.of());
    }

    @Override
    public Map<String, Long> downloadedBytes() {
        return network().map(net -> net.metrics().downloadedBytes()).orElse(Map.of());
    }
}
