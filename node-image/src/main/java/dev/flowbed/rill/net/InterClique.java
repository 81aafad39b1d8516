package dev.flowbed.rill.net;

import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.rill.net.wire.BrokerInfo;
import dev.flowbed.rill.net.wire.CliqueId;
import dev.flowbed.rill.net.wire.InterBrokerInfo;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to brokers of other cliques: whom to dial and when, whom to keep. Bootstrap addresses are dialled for ever, found
 * ones until they fail for long. Belongs to the network thread.
 */
final class InterClique {
    private static final Logger LOG = LoggerFactory.getLogger(InterClique.class);
    private static final int MAX_TARGETS = 512;
    private static final int MAX_FAILURES = 8;
    private static final long UNSUITABLE_MILLIS = 60_000;
    private static final long DISCOVERY_HEAD_START_MILLIS = 600;
    private static final long STRANGER_MILLIS = 1_000;
    private static final int MAX_STRANGERS_BYTES = 64 * 1024;

    private final NetSettings settings;
    private final Wires wires;
    private final PeerRecords records;
    private final Greeter greeter;
    private final Consumer<HostPort> asker;
    private final Map<HostPort, Target> targets = new LinkedHashMap<>();
    private final Map<InterBrokerInfo, Peer> peers = new LinkedHashMap<>();

    /** Makes a peer of a connection that was dialled. */
    interface Greeter {
        /** @param said what the other side has said already */
        void greet(Connection connection, HostPort address, byte[] said);
    }

    /** A connection to somebody of whom nothing is known yet. */
    private static final class Stranger {
        final Connection connection;
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        long since;

        Stranger(Connection connection) {
            this.connection = connection;
        }

        void heard(byte[] bytes) {
            said.writeBytes(bytes);
            if (said.size() > MAX_STRANGERS_BYTES) {
                connection.close("it says too much before it is known");
            }
        }
    }

    private static final class Target {
        final HostPort address;
        final boolean bootstrap;

        @Nullable
        InterBrokerInfo broker;

        @Nullable
        Peer peer;

        @Nullable
        Stranger stranger;

        boolean dialling;
        long nextDial;
        long delay;
        int failures;

        Target(HostPort address, boolean bootstrap, long nextDial) {
            this.address = address;
            this.bootstrap = bootstrap;
            this.nextDial = nextDial;
        }
    }

    /** @param asker asks an address by UDP who is there: {@link #found} tells */
    InterClique(
            NetSettings settings,
            Wires wires,
            PeerRecords records,
            Greeter greeter,
            Consumer<HostPort> asker,
            long now) {
        this.settings = settings;
        this.wires = wires;
        this.records = records;
        this.greeter = greeter;
        this.asker = asker;
        for (HostPort address : settings.bootstrap()) {
            targets.put(address, new Target(address, true, now + DISCOVERY_HEAD_START_MILLIS));
        }
    }

    /** A broker was found, perhaps behind a bootstrap address: it can be dialled. */
    void found(BrokerInfo info, @Nullable HostPort bootstrap, InterBrokerInfo self, long now) {
        InetSocketAddress ip = info.address();
        HostPort address =
                bootstrap != null ? bootstrap : new HostPort(ip.getAddress().getHostAddress(), ip.getPort());
        Target target = targets.get(address);
        if (target == null) {
            if (targets.size() >= MAX_TARGETS
                    || targets.values().stream().anyMatch(t -> info.broker().equals(t.broker))) {
                return;
            }
            target = new Target(address, false, now);
            targets.put(address, target);
        }
        if (!info.broker().equals(target.broker)) {
            target.broker = info.broker();
            target.failures = 0;
            target.nextDial = now;
        }
        Stranger stranger = target.stranger;
        if (stranger != null && isWanted(target, self)) {
            greet(target, stranger, now);
        } else if (stranger != null) {
            stranger.connection.close("it is nobody to greet");
        }
    }

    /** Dials who is wanted and due. */
    void tick(InterBrokerInfo self, long now) {
        for (Target target : List.copyOf(targets.values())) {
            Stranger stranger = target.stranger;
            if (stranger != null) {
                ask(target, stranger, now);
            }
            if (target.peer == null && !target.dialling && now >= target.nextDial && isWanted(target, self)) {
                dial(target, now);
            }
        }
    }

    private boolean isWanted(Target target, InterBrokerInfo self) {
        InterBrokerInfo broker = target.broker;
        if (broker == null) {
            return true;
        }
        List<Integer> shared = self.share().shared(broker.share(), settings.groups());
        return !broker.cliqueId().equals(self.cliqueId())
                && !peers.containsKey(broker)
                && !shared.isEmpty()
                && hasRoom(shared, true);
    }

    private boolean hasRoom(List<Integer> groups, boolean outbound) {
        NetSettings.Limits limits = settings.limits();
        int max = outbound ? limits.outboundPerGroup() : limits.inboundPerGroup();
        return groups.stream()
                .anyMatch(group -> peers.values().stream()
                                .filter(p -> p.isOutbound() == outbound
                                        && p.broker().share().serves(group))
                                .count()
                        < max);
    }

    private void dial(Target target, long now) {
        target.dialling = true;
        wires.dial(
                target.address,
                connection -> {
                    Stranger stranger = new Stranger(connection);
                    if (target.broker != null || settings.share().brokerNumber() == 1) {
                        greet(target, stranger, now);
                    } else {
                        meet(target, stranger, now);
                    }
                },
                e -> {
                    LOG.debug("cannot reach {}: {}", target.address, e.getMessage());
                    target.dialling = false;
                    failed(target, now);
                });
    }

    /**
     * The official node holds it against a broker of other groups that it greets at all (network/InterCliqueManager.scala, InvalidGroup):
     * nothing is said until discovery tells who is there, or seems not to.
     */
    private void meet(Target target, Stranger stranger, long now) {
        target.stranger = stranger;
        stranger.connection.onBytes(stranger::heard);
        stranger.connection.onClose(() -> {
            target.stranger = null;
            target.dialling = false;
            failed(target, now);
        });
        asker.accept(target.address);
    }

    private void ask(Target target, Stranger stranger, long now) {
        stranger.since = stranger.since == 0 ? now : stranger.since;
        if (now - stranger.since >= STRANGER_MILLIS) {
            greet(target, stranger, now);
        } else {
            asker.accept(target.address);
        }
    }

    private void greet(Target target, Stranger stranger, long now) {
        target.stranger = null;
        target.dialling = false;
        backOff(target, now);
        greeter.greet(stranger.connection, target.address, stranger.said.toByteArray());
    }

    private void failed(Target target, long now) {
        target.failures++;
        backOff(target, now);
        if (!target.bootstrap && target.failures >= MAX_FAILURES) {
            targets.remove(target.address, target);
        } else if (target.bootstrap && target.failures % MAX_FAILURES == 0) {
            // another process may answer there by now
            target.broker = null;
        }
    }

    private void backOff(Target target, long now) {
        long base = Math.max(1, settings.timing().backoffBase().toMillis() / 5);
        long max = Math.max(base, settings.timing().backoffMax().toMillis());
        target.delay = target.delay == 0 ? base : Math.min(max, 2 * target.delay);
        target.nextDial = now + target.delay;
    }

    /** A peer that was dialled at an address. */
    void dialled(HostPort address, Peer peer) {
        Target target = targets.get(address);
        if (target != null) {
            target.peer = peer;
        }
    }

    /** A broker of another clique has greeted; returns whether it is a peer now. */
    boolean greeted(Peer peer, InterBrokerInfo self, long now) {
        InterBrokerInfo broker = peer.broker();
        Target target = targetOf(peer);
        if (target != null) {
            target.broker = broker;
            target.failures = 0;
        }
        List<Integer> shared = self.share().shared(broker.share(), settings.groups());
        if (shared.isEmpty()) {
            turnAway(peer, target, now, "it serves other groups");
            return false;
        }
        if (cliquesFrom(peer) >= settings.limits().cliquesFromSameIp()) {
            turnAway(peer, target, now, "too many cliques peer from its address");
            return false;
        }
        Peer before = peers.get(broker);
        if (before == null && !hasRoom(shared, peer.isOutbound())) {
            turnAway(peer, target, now, "there are enough peers of its groups");
            return false;
        }
        if (before != null && !before.isClosed() && !takesPlaceOf(peer, before, self.cliqueId())) {
            peer.close("there is a connection already");
            return false;
        }
        peers.put(broker, peer);
        if (before != null) {
            before.close("another connection takes its place");
        }
        if (target != null) {
            target.delay = 0;
        }
        return true;
    }

    private static boolean takesPlaceOf(Peer peer, Peer before, CliqueId self) {
        if (peer.isOutbound() == before.isOutbound()) {
            return !peer.isOutbound();
        }
        boolean keepOutbound = self.compareTo(peer.broker().cliqueId()) < 0;
        return peer.isOutbound() == keepOutbound;
    }

    private static void turnAway(Peer peer, @Nullable Target target, long now, String reason) {
        LOG.info("turning {} away: {}", peer, reason);
        if (target != null) {
            target.nextDial = now + UNSUITABLE_MILLIS;
        }
        peer.close(reason);
    }

    private int cliquesFrom(Peer peer) {
        InetAddress address = peer.remote().getAddress();
        Set<CliqueId> cliques = new HashSet<>();
        for (Peer other : peers.values()) {
            if (other.remote().getAddress().equals(address)
                    && !other.broker().cliqueId().equals(peer.broker().cliqueId())) {
                cliques.add(other.broker().cliqueId());
            }
        }
        return cliques.size();
    }

    private @Nullable Target targetOf(Peer peer) {
        for (Target target : targets.values()) {
            if (target.peer == peer) {
                return target;
            }
        }
        return null;
    }

    /** An address turned out to be of the own clique. */
    void isOwn(Peer peer) {
        Target target = targetOf(peer);
        if (target != null) {
            target.broker = peer.broker();
        }
    }

    /** A connection has ended; returns whether a peer is gone with it. */
    boolean left(Peer peer, long now) {
        Target target = targetOf(peer);
        if (target != null) {
            target.peer = null;
            target.nextDial = Math.max(target.nextDial, now);
            if (!peer.isGreeted()) {
                failed(target, now);
            }
        }
        if (peer.isGreeted() && peers.remove(peer.broker(), peer)) {
            for (Target other : targets.values()) {
                if (peer.broker().equals(other.broker)) {
                    // it may come back as a broker of a clique of another name
                    other.broker = other.bootstrap ? null : other.broker;
                    backOff(other, now);
                }
            }
            return true;
        }
        return false;
    }

    /** Ends the connections with an address. */
    void banned(InetAddress address) {
        for (Peer peer : new ArrayList<>(peers.values())) {
            if (peer.remote().getAddress().equals(address)) {
                peer.close("its address is banned");
            }
        }
    }

    /** Ends all connections: the own clique has another name now. */
    void dissolve() {
        List<Peer> all = new ArrayList<>(peers.values());
        peers.clear();
        for (Target target : targets.values()) {
            target.delay = 0;
            target.nextDial = 0;
        }
        all.forEach(peer -> peer.close("the own clique has another name now"));
    }

    Collection<Peer> peers() {
        return peers.values();
    }

    /**
     * Whether enough peers are synced, for each group that this broker serves: half of those that told of their chains, and half of
     * the cliques that the bootstrap list names (InterCliqueManager.scala counts addresses, and peers from the moment they connect;
     * here the brokers of one clique count once, and a newcomer does not stop the mining).
     */
    boolean isSynced(InterBrokerInfo self) {
        int needed = (bootstrapCliques(self) + 1) / 2;
        for (int group : self.share().groups(settings.groups())) {
            int relevant = 0;
            int synced = 0;
            for (Peer peer : peers.values()) {
                if (peer.hasToldChains() && peer.broker().share().serves(group)) {
                    relevant++;
                    synced += peer.isSynced() ? 1 : 0;
                }
            }
            if (synced < (relevant + 1) / 2 || synced < needed) {
                return false;
            }
        }
        return true;
    }

    private int bootstrapCliques(InterBrokerInfo self) {
        Set<CliqueId> known = new HashSet<>();
        int unknown = 0;
        for (Target target : targets.values()) {
            if (target.bootstrap && target.broker != null) {
                known.add(target.broker.cliqueId());
            } else if (target.bootstrap) {
                unknown++;
            }
        }
        known.remove(self.cliqueId());
        return known.size() + (unknown + self.brokerNumber() - 1) / self.brokerNumber();
    }

    /** Whether an address may connect. */
    boolean isWelcome(InetAddress address) {
        return !records.isBanned(address);
    }
}
