package dev.flowbed.rill.net;

import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.rill.net.wire.CliqueKey;
import dev.flowbed.rill.net.wire.FrameReader;
import dev.flowbed.rill.net.wire.InterBrokerInfo;
import dev.flowbed.rill.net.wire.Payload;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to another broker, of the own clique or of another: greeting, signs of life, requests with their answers. Belongs
 * to the network thread.
 */
final class Peer {
    private static final Logger LOG = LoggerFactory.getLogger(Peer.class);
    private static final int REMEMBERED_BLOCKS = 1024;
    private static final int REMEMBERED_TRANSACTIONS = 8192;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final Connection connection;
    private final boolean outbound;
    private final PeerContext context;
    private final PeerContext.Identity self;
    private final PeerEvents events;
    private final FrameReader frames;
    private final String name;
    private final NetThread.Timer greetingTimer;
    private final Map<Integer, PendingRequest> pending = new HashMap<>();
    private final RecentSet<BlockHash> seenBlocks = new RecentSet<>(REMEMBERED_BLOCKS);
    private final RecentSet<Hash> seenTransactions = new RecentSet<>(REMEMBERED_TRANSACTIONS);
    private NetThread.@Nullable Timer pingTimer;
    private Payload.@Nullable Hello hello;
    private int lastRequestId;
    private int awaitedPong;
    private boolean heardSincePing;
    private boolean synced;
    private boolean chainsTold;
    private boolean secondVersion;

    private record PendingRequest(Class<? extends Payload> answer, long deadline, Consumer<Payload> handler) {}

    /** Greets the other side over a fresh connection. */
    Peer(Connection connection, boolean outbound, PeerContext context, PeerContext.Identity self, PeerEvents events) {
        this.connection = connection;
        this.outbound = outbound;
        this.context = context;
        this.self = self;
        this.events = events;
        this.name =
                "peer " + remoteText(connection) + " #" + context.connections().incrementAndGet();
        this.frames =
                new FrameReader(context.frames(), context.settings().limits().frameBytes());
        this.greetingTimer = context.net()
                .after(
                        context.settings().timing().handshake(),
                        () -> punish(Misbehavior.REQUEST_TIMEOUT, "no greeting"));
        connection.onBytes(this::received);
        connection.onClose(this::closed);
        send(self.key().hello(context.clientId(), context.clock().millis(), self.broker()));
    }

    /** Takes in bytes, also those that came before this peer was made. */
    void received(byte[] bytes) {
        try {
            frames.push(bytes, this::frame);
        } catch (FormatException e) {
            punish(Misbehavior.SERDE_ERROR, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{}: a message could not be handled", this, e);
            close("a message could not be handled");
        }
    }

    private void frame(byte[] data) {
        if (connection.isClosed()) {
            return;
        }
        context.metrics().received(context.reader().code(data));
        Payload payload = context.reader().read(data);
        heardSincePing = true;
        if (hello == null) {
            greet(payload);
        } else if (payload instanceof Payload.Ping ping) {
            if (ping.id() == 0) {
                punish(Misbehavior.INVALID_PING_PONG, "a ping with the id 0");
            } else {
                send(new Payload.Pong(ping.id()));
            }
        } else if (payload instanceof Payload.Pong pong) {
            awaitedPong = pong.id() == awaitedPong ? 0 : awaitedPong;
        } else if (!answers(payload)) {
            events.said(this, payload);
        }
    }

    private void greet(Payload payload) {
        greetingTimer.cancel();
        if (!(payload instanceof Payload.Hello greeting)) {
            punish(Misbehavior.SPAMMING, "something else than a greeting first");
            return;
        }
        if (!greeting.broker().share().fits(context.settings().groups()) || !CliqueKey.isGenuine(greeting)) {
            punish(Misbehavior.SERDE_ERROR, "a greeting that is not genuine: " + greeting.broker());
            return;
        }
        Optional<Boolean> second = secondVersion(greeting.clientId());
        if (second.isEmpty()) {
            punish(Misbehavior.INVALID_CLIENT_VERSION, "a client that calls itself '" + greeting.clientId() + "'");
            return;
        }
        hello = greeting;
        boolean sibling = greeting.broker().cliqueId().equals(self.broker().cliqueId());
        secondVersion = sibling || (second.get() && context.settings().p2pV2());
        Duration ping = context.settings().timing().ping();
        pingTimer = context.net().every(ping, this::ping);
        events.greeted(this);
    }

    /** Whether a client speaks the second version of sync; empty when its name does not tell (message/P2PVersion.scala). */
    private static Optional<Boolean> secondVersion(String clientId) {
        String[] parts = clientId.split("/", -1);
        boolean first = parts.length == 3 || (parts.length == 4 && parts[3].equals("p2p-v1"));
        boolean second = parts.length == 4 && parts[3].equals("p2p-v2");
        return first || second ? Optional.of(second) : Optional.empty();
    }

    /** Whether chains are synced by the second version of the protocol; known once the peer has greeted. */
    boolean syncsByChainStates() {
        return secondVersion;
    }

    private void ping() {
        if (awaitedPong != 0 && !heardSincePing) {
            note(Misbehavior.REQUEST_TIMEOUT, "no sign of life");
            close("no sign of life");
            return;
        }
        heardSincePing = false;
        awaitedPong = nextRequestId();
        send(new Payload.Ping(awaitedPong, context.clock().millis()));
    }

    private int nextRequestId() {
        lastRequestId = lastRequestId == Integer.MAX_VALUE ? 1 : lastRequestId + 1;
        return lastRequestId;
    }

    /**
     * Asks something.
     *
     * @param request makes the request with an id
     * @param answer the kind of payload that answers it
     * @param handler gets the answer; a peer that gives none in time is left
     */
    <T extends Payload> void request(IntFunction<Payload> request, Class<T> answer, Consumer<T> handler) {
        int id = nextRequestId();
        long deadline = context.clock().millis() + ANSWER_WITHIN.toMillis();
        pending.put(id, new PendingRequest(answer, deadline, payload -> handler.accept(answer.cast(payload))));
        send(request.apply(id));
    }

    private boolean answers(Payload payload) {
        int id = answeredId(payload);
        PendingRequest request = id == 0 ? null : pending.get(id);
        if (request == null || !request.answer().isInstance(payload)) {
            return false;
        }
        pending.remove(id);
        request.handler().accept(payload);
        return true;
    }

    private static int answeredId(Payload payload) {
        if (payload instanceof Payload.BlocksResponse p) {
            return p.id();
        } else if (payload instanceof Payload.HeadersResponse p) {
            return p.id();
        } else if (payload instanceof Payload.HeadersByHeightsResponse p) {
            return p.id();
        } else if (payload instanceof Payload.BlocksAndUnclesByHeightsResponse p) {
            return p.id();
        } else if (payload instanceof Payload.TxsResponse p) {
            return p.id();
        } else if (payload instanceof Payload.InvResponse p) {
            return p.id();
        }
        return 0;
    }

    /** How many requests wait for an answer. */
    int pendingRequests() {
        return pending.size();
    }

    /** Forgets a request by hash that the official node leaves unanswered when it lacks the data; leaves peers that are silent. */
    void checkAnswers() {
        long now = context.clock().millis();
        boolean silent = pending.values().stream()
                .anyMatch(p -> p.deadline() < now
                        && p.answer() != Payload.BlocksResponse.class
                        && p.answer() != Payload.HeadersResponse.class
                        && p.answer() != Payload.TxsResponse.class
                        && p.answer() != Payload.InvResponse.class);
        if (silent) {
            note(Misbehavior.REQUEST_TIMEOUT, "no answer");
            close("no answer to a request");
        } else {
            pending.values().removeIf(p -> p.deadline() < now);
        }
    }

    void send(Payload payload) {
        connection.send(context.writer().write(payload));
    }

    /** Sends a frame that is encoded already. */
    void send(byte[] frame) {
        connection.send(frame);
    }

    /** Holds something against the peer's address. */
    void note(Misbehavior misbehavior, @Nullable String what) {
        LOG.info("{}: {} ({})", this, misbehavior, what);
        if (!isSibling()) {
            context.records().note(remote().getAddress(), misbehavior);
        }
    }

    /** Holds something against the peer's address and leaves it. */
    void punish(Misbehavior misbehavior, @Nullable String what) {
        note(misbehavior, what);
        close(String.valueOf(what));
    }

    void close(String reason) {
        connection.close(reason);
    }

    private void closed() {
        greetingTimer.cancel();
        if (pingTimer != null) {
            pingTimer.cancel();
        }
        pending.clear();
        events.left(this);
    }

    boolean isClosed() {
        return connection.isClosed();
    }

    boolean isGreeted() {
        return hello != null;
    }

    /** Whether this side opened the connection. */
    boolean isOutbound() {
        return outbound;
    }

    /** Who the other side is; known once it has greeted. */
    InterBrokerInfo broker() {
        return greeting().broker();
    }

    String clientId() {
        return greeting().clientId();
    }

    private Payload.Hello greeting() {
        if (hello == null) {
            throw new IllegalStateException(remote() + " has not greeted yet");
        }
        return hello;
    }

    /** Whether the other side is a rill: by the second version of sync it tells about all chains, also those it holds as headers. */
    boolean isRill() {
        return secondVersion && hello != null && hello.clientId().startsWith(PeerContext.RILL_PREFIX);
    }

    /** Whether the other side is of the own clique. */
    boolean isSibling() {
        return hello != null && hello.broker().cliqueId().equals(self.broker().cliqueId());
    }

    /** A name of this connection, unlike that of any other. */
    String name() {
        return name;
    }

    InetSocketAddress remote() {
        return connection.remote();
    }

    RecentSet<BlockHash> seenBlocks() {
        return seenBlocks;
    }

    RecentSet<Hash> seenTransactions() {
        return seenTransactions;
    }

    /** Whether this node once had everything that the peer had. */
    boolean isSynced() {
        return synced;
    }

    void setSynced() {
        synced = true;
    }

    /** Whether the peer has told of its chains: before, nobody knows who of the two is behind. */
    boolean hasToldChains() {
        return chainsTold;
    }

    void setChainsTold() {
        chainsTold = true;
    }

    @Override
    public String toString() {
        return (hello == null ? "broker" : hello.broker()) + " at " + remoteText(connection);
    }

    private static String remoteText(Connection connection) {
        InetSocketAddress remote = connection.remote();
        return remote.getAddress().getHostAddress() + ":" + remote.getPort();
    }
}
