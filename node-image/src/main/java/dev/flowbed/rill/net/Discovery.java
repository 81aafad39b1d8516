package dev.flowbed.rill.net;

import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.rill.net.wire.BrokerInfo;
import dev.flowbed.rill.net.wire.CliqueDescription;
import dev.flowbed.rill.net.wire.CliqueId;
import dev.flowbed.rill.net.wire.CliqueKey;
import dev.flowbed.rill.net.wire.CliqueMember;
import dev.flowbed.rill.net.wire.DiscoveryCodec;
import dev.flowbed.rill.net.wire.DiscoveryMessage;
import dev.flowbed.rill.net.wire.InterBrokerInfo;
import dev.flowbed.rill.net.wire.WireFrame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds brokers over UDP as the official node does (flow/.../DiscoveryServer.scala): pings bootstrap addresses and whoever it hears
 * of, asks who answers for its neighbours. So one address of a clique is enough to find all its brokers. Belongs to the network
 * thread.
 */
final class Discovery {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
    private static final int MAX_KNOWN = 1024;
    private static final int MAX_SESSIONS = 4096;
    private static final int MAX_NEIGHBORS = 20;
    private static final long SESSION_MILLIS = 5_000;
    private static final long FORGET_AFTER_SCANS = 3;
    private static final long FIRST_BOOTSTRAP_MILLIS = 200;
    private static final long LAST_BOOTSTRAP_MILLIS = 2_000;

    private final NetSettings settings;
    private final NetThread net;
    private final Wires wires;
    private final WireFrame frames;
    private final Found found;
    private final SecureRandom random = new SecureRandom();
    private final Map<InterBrokerInfo, Known> known = new LinkedHashMap<>();
    private final Map<Hash, Session> sessions = new HashMap<>();
    private final Map<HostPort, Long> bootstrapHeard = new HashMap<>();
    private @Nullable DatagramSocket socket;
    private @Nullable DiscoveryCodec codec;
    private @Nullable BrokerInfo self;
    private List<BrokerInfo> ownBrokers = List.of();
    private long nextScan;
    private long nextBootstrap;
    private long bootstrapDelay = FIRST_BOOTSTRAP_MILLIS;

    /** Hears of brokers that answered. */
    interface Found {
        /** A broker is alive; the bootstrap address behind which it is, if it is one. */
        void found(BrokerInfo info, @Nullable HostPort bootstrap);
    }

    private record Known(BrokerInfo info, long heard) {}

    private record Session(@Nullable HostPort bootstrap, long since) {}

    Discovery(NetSettings settings, NetThread net, Wires wires, WireFrame frames, Found found) {
        this.settings = settings;
        this.net = net;
        this.wires = wires;
        this.frames = frames;
        this.found = found;
    }

    /** Opens the socket; datagrams are answered once the clique is known. */
    Future<Void> bind(Vertx vertx) {
        DatagramSocket udp = vertx.createDatagramSocket(new DatagramSocketOptions().setReuseAddress(true));
        udp.handler(packet -> net.execute(() -> received(packet)));
        udp.exceptionHandler(e -> LOG.debug("discovery: {}", e.toString()));
        socket = udp;
        return udp.listen(settings.bindAddress().port(), settings.bindAddress().host())
                .mapEmpty();
    }

    void close() {
        DatagramSocket udp = socket;
        if (udp != null) {
            udp.close();
        }
    }

    /** The own clique has this name and these brokers now. */
    void formed(CliqueDescription clique, int ownId) {
        codec = new DiscoveryCodec(frames, CliqueKey.of(clique.privateKey()));
        List<BrokerInfo> own = new ArrayList<>();
        for (CliqueMember member : clique.members()) {
            own.add(new BrokerInfo(
                    clique.broker(member.brokerId()), member.externalAddress().orElse(member.internalAddress())));
        }
        ownBrokers = List.copyOf(own);
        self = own.get(ownId);
        nextScan = 0;
        nextBootstrap = 0;
        bootstrapDelay = FIRST_BOOTSTRAP_MILLIS;
    }

    /** Regular work. */
    void tick(long now) {
        BrokerInfo own = self;
        if (own == null) {
            return;
        }
        sessions.values().removeIf(session -> now - session.since() > SESSION_MILLIS);
        long scan = settings.timing().discoveryScan().toMillis();
        known.values().removeIf(k -> now - k.heard() > FORGET_AFTER_SCANS * scan);
        bootstrapHeard.values().removeIf(heard -> now - heard > FORGET_AFTER_SCANS * scan);
        if (now >= nextBootstrap) {
            nextBootstrap = now + bootstrapDelay;
            bootstrapDelay = Math.min(LAST_BOOTSTRAP_MILLIS, bootstrapDelay * 3 / 2);
            for (HostPort address : settings.bootstrap()) {
                if (!bootstrapHeard.containsKey(address)) {
                    ask(address);
                }
            }
        }
        if (now >= nextScan) {
            nextScan = now + scan;
            List.copyOf(known.values()).forEach(k -> ping(k.info().address(), null));
            settings.bootstrap().stream().filter(bootstrapHeard::containsKey).forEach(this::ask);
        }
    }

    /** Asks a bootstrap address who is there. */
    void ask(HostPort bootstrap) {
        wires.resolve(bootstrap).onSuccess(ip -> net.execute(() -> ping(ip, bootstrap)));
    }

    private void ping(InetSocketAddress address, @Nullable HostPort bootstrap) {
        BrokerInfo own = self;
        if (own == null || own.address().equals(address) || sessions.size() >= MAX_SESSIONS) {
            return;
        }
        byte[] id = new byte[Hash.LENGTH];
        random.nextBytes(id);
        Hash session = Hash.of(id);
        sessions.put(session, new Session(bootstrap, System.currentTimeMillis()));
        send(address, new DiscoveryMessage.Ping(session, Optional.of(own)));
    }

    private void send(InetSocketAddress address, DiscoveryMessage message) {
        DatagramSocket udp = socket;
        if (udp != null && codec != null) {
            udp.send(
                    Buffer.buffer(codec.encode(message)),
                    address.getPort(),
                    address.getAddress().getHostAddress());
        }
    }

    private void received(DatagramPacket packet) {
        BrokerInfo own = self;
        if (own == null || codec == null) {
            return;
        }
        InetSocketAddress sender;
        DiscoveryMessage message;
        try {
            sender = new InetSocketAddress(
                    InetAddress.getByName(packet.sender().hostAddress()),
                    packet.sender().port());
            message = codec.decode(packet.data().getBytes());
        } catch (FormatException | UnknownHostException e) {
            LOG.debug("a datagram from {} that is no discovery message: {}", packet.sender(), e.getMessage());
            return;
        }
        if (message instanceof DiscoveryMessage.Ping ping) {
            send(sender, new DiscoveryMessage.Pong(ping.session(), own));
            ping.sender().filter(this::isUnknown).ifPresent(info -> ping(info.address(), null));
        } else if (message instanceof DiscoveryMessage.Pong pong) {
            answered(pong, sender);
        } else if (message instanceof DiscoveryMessage.FindNode find) {
            send(sender, new DiscoveryMessage.Neighbors(neighbors(find.target())));
        } else if (message instanceof DiscoveryMessage.Neighbors neighbors) {
            neighbors.peers().stream()
                    .limit(MAX_NEIGHBORS)
                    .filter(this::isUnknown)
                    .forEach(info -> ping(info.address(), null));
        }
    }

    private boolean isUnknown(BrokerInfo info) {
        return info.broker().share().fits(settings.groups())
                && !known.containsKey(info.broker())
                && !ownBrokers.contains(info);
    }

    private void answered(DiscoveryMessage.Pong pong, InetSocketAddress sender) {
        Session session = sessions.remove(pong.session());
        BrokerInfo info = pong.sender();
        if (session == null || !info.broker().share().fits(settings.groups())) {
            return;
        }
        long now = System.currentTimeMillis();
        if (session.bootstrap() != null) {
            bootstrapHeard.put(session.bootstrap(), now);
        }
        if (!isOwnClique(info)) {
            boolean isNew = !known.containsKey(info.broker());
            if (isNew
                    && (known.size() >= MAX_KNOWN
                            || cliquesFrom(info) >= settings.limits().knownCliquesFromSameIp())) {
                return;
            }
            // one process a place: a clique that started again has another name
            known.values()
                    .removeIf(k -> k.info().address().equals(info.address())
                            && !k.info().broker().equals(info.broker()));
            known.put(info.broker(), new Known(info, now));
            send(sender, new DiscoveryMessage.FindNode(ownCliqueId()));
        }
        found.found(info, session.bootstrap());
    }

    private CliqueId ownCliqueId() {
        return ownBrokers.get(0).broker().cliqueId();
    }

    private boolean isOwnClique(BrokerInfo info) {
        return info.broker().cliqueId().equals(ownCliqueId());
    }

    private long cliquesFrom(BrokerInfo info) {
        return known.values().stream()
                .filter(k ->
                        k.info().address().getAddress().equals(info.address().getAddress()))
                .filter(k -> !k.info().address().equals(info.address()))
                .map(k -> k.info().broker().cliqueId())
                .filter(id -> !id.equals(info.broker().cliqueId()))
                .distinct()
                .count();
    }

    private List<BrokerInfo> neighbors(CliqueId target) {
        List<BrokerInfo> all = new ArrayList<>(ownBrokers);
        known.values().forEach(k -> all.add(k.info()));
        return all.stream()
                .filter(info -> !info.broker().cliqueId().equals(target))
                .sorted(Comparator.comparingInt(
                        info -> target.hammingDistance(info.broker().cliqueId())))
                .limit(MAX_NEIGHBORS)
                .toList();
    }

    /** The brokers that answered lately, those of the own clique first. */
    List<BrokerInfo> brokers() {
        List<BrokerInfo> all = new ArrayList<>(ownBrokers);
        known.values().forEach(k -> all.add(k.info()));
        return List.copyOf(all);
    }

    /** Forgets brokers at an address. */
    void forget(InetAddress address) {
        known.values().removeIf(k -> k.info().address().getAddress().equals(address));
    }
}
