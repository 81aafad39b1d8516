package dev.flowbed.rill.net;

import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.rill.net.wire.CliqueDescription;
import dev.flowbed.rill.net.wire.CliqueMember;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The connections to the other brokers of the clique. The broker of the lower id dials, as with the official node; the other one
 * too, when nothing came for a while. Where both did, the connection of the lower id stays. Belongs to the network thread.
 */
final class IntraClique {
    private static final long FIRST_RETRY_MILLIS = 100;
    private static final long LAST_RETRY_MILLIS = 2000;
    private static final long HIGHER_ID_WAITS_MILLIS = 1500;

    private final int ownId;
    private final Wires wires;
    private final Consumer<Connection> greeter;
    private final Map<Integer, Peer> siblings = new HashMap<>();
    private final Map<Integer, Long> nextDial = new HashMap<>();
    private final Map<Integer, Long> delays = new HashMap<>();
    private final Set<Integer> dialling = new HashSet<>();

    /** @param greeter makes a peer of a connection that was dialled */
    IntraClique(int ownId, Wires wires, Consumer<Connection> greeter) {
        this.ownId = ownId;
        this.wires = wires;
        this.greeter = greeter;
    }

    /** Dials who is missing and due. */
    void tick(CliqueDescription clique, long now) {
        for (CliqueMember member : clique.members()) {
            int id = member.brokerId();
            if (id != ownId && !siblings.containsKey(id) && !dialling.contains(id)) {
                long due = nextDial.computeIfAbsent(id, key -> now + (id > ownId ? 0 : HIGHER_ID_WAITS_MILLIS));
                if (now >= due) {
                    dial(member, now);
                }
            }
        }
    }

    private void dial(CliqueMember member, long now) {
        int id = member.brokerId();
        long delay = delays.getOrDefault(id, FIRST_RETRY_MILLIS);
        delays.put(id, Math.min(LAST_RETRY_MILLIS, 2 * delay));
        nextDial.put(id, now + Math.max(delay, id > ownId ? 0 : HIGHER_ID_WAITS_MILLIS));
        dialling.add(id);
        HostPort address = new HostPort(
                member.internalAddress().getAddress().getHostAddress(),
                member.internalAddress().getPort());
        wires.dial(
                address,
                connection -> {
                    dialling.remove(id);
                    greeter.accept(connection);
                },
                e -> dialling.remove(id));
    }

    /** A broker of the clique has greeted; returns whether its connection is the one to keep. */
    boolean greeted(Peer peer) {
        int id = peer.broker().brokerId();
        Peer before = siblings.get(id);
        if (before != null && !before.isClosed() && before.isOutbound() != peer.isOutbound()) {
            boolean keepOutbound = ownId < id;
            if (before.isOutbound() == keepOutbound) {
                peer.close("there is a connection already");
                return false;
            }
        }
        siblings.put(id, peer);
        delays.remove(id);
        if (before != null) {
            before.close("another connection takes its place");
        }
        return true;
    }

    /** A connection has ended; returns whether the broker is gone with it. */
    boolean left(Peer peer) {
        int id = peer.broker().brokerId();
        nextDial.remove(id);
        return siblings.remove(id, peer);
    }

    /** Ends all connections: the clique has another name now. */
    void dissolve() {
        List<Peer> all = new ArrayList<>(siblings.values());
        siblings.clear();
        nextDial.clear();
        all.forEach(peer -> peer.close("the clique has another name now"));
    }

    Collection<Peer> siblings() {
        return siblings.values();
    }

    boolean isConnected(int brokerId) {
        return siblings.containsKey(brokerId);
    }
}
