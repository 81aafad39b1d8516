package dev.flowbed.rill.net;

import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.rill.net.wire.BrokerInfo;
import dev.flowbed.rill.net.wire.CliqueDescription;
import dev.flowbed.rill.net.wire.CliqueKey;
import dev.flowbed.rill.net.wire.CliqueMember;
import dev.flowbed.rill.net.wire.InterBrokerInfo;
import dev.flowbed.rill.net.wire.Payload;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network side of a broker: serves TCP and UDP, forms the clique, peers with other cliques, keeps the chains up to date and
 * passes blocks and transactions on. All methods may be called from any thread and do not wait.
 */
public final class PeerNetwork implements PeerEvents {
    private static final Logger LOG = LoggerFactory.getLogger(PeerNetwork.class);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration FIRST_BYTES = Duration.ofSeconds(10);
    private static final Duration ANSWERS_CHECK = Duration.ofSeconds(2);
    private static final int MAX_EARLY_CONNECTIONS = 64;
    private static final int MAX_EARLY_BYTES = 64 * 1024;
    private static final int MAGIC_LENGTH = 4;
    private static final long MAX_UNSENT = 24L << 20;

    private final Vertx vertx;
    private final NetSettings settings;
    private final NetMetrics metrics = new NetMetrics();
    private final PeerRecords records;
    private final NetThread net;
    private final ExecutorService adder;
    private final PeerContext context;
    private final Wires wires;
    private final Ledger ledger;
    private final BlockIntake intake;
    private final Synchronizer synchronizer;
    private final RequestAnswers answers;
    private final Relay relay;
    private final TransactionRelay transactions;
    private final IntraClique intra;
    private final InterClique inter;
    private final Discovery discovery;
    private final List<SyncListener> syncListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> early = new ArrayList<>();
    private @Nullable CliqueFormation formation;
    private @Nullable NetServer server;
    private PeerContext.@Nullable Identity identity;
    private boolean wasReady;
    private boolean caughtUpWithClique;
    private volatile @Nullable CliqueState clique;
    private volatile boolean synced;
    private volatile List<PeerStatus> peerStatuses = List.of();
    private volatile List<BrokerInfo> discovered = List.of();

    /** Hears when {@link #isSynced} changes, on the network thread. */
    @FunctionalInterface
    public interface SyncListener {
        /** The new state. */
        void syncedChanged(boolean synced);
    }

    /** Makes the network side; nothing is opened before {@link #start}. */
    public PeerNetwork(Vertx vertx, NetSettings settings, Ledger ledger, TransactionPool pool) {
        this.vertx = vertx;
        this.settings = settings;
        this.ledger = ledger;
        Clock clock = Clock.systemUTC();
        this.records = new PeerRecords(settings.timing(), clock);
        this.net = new NetThread("rill-net");
        this.adder = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "rill-add");
            thread.setDaemon(true);
            return thread;
        });
        this.context = PeerContext.of(settings, net, metrics, records, clock);
        this.wires = new Wires(vertx, net, metrics, MAX_UNSENT);
        this.intake = new BlockIntake(ledger, net, this::add, this::finished);
        this.synchronizer = new Synchronizer(context, ledger, intake, peer -> refresh());
        this.answers = new RequestAnswers(context, ledger);
        this.relay = new Relay(context);
        this.transactions = new TransactionRelay(context, pool, this::add, this::allPeers);
        this.intra = new IntraClique(settings.share().brokerId(), wires, connection -> meet(connection, true));
        this.inter = new InterClique(settings, wires, records, this::meetAt, clock.millis());
        this.discovery = new Discovery(settings, net, wires, context.frames(), this::found);
    }

    private void add(Runnable task) {
        try {
            adder.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("dropped an addition after the end");
        }
    }

    // ---- start and stop

    /** Serves and dials from now on; fails when the address cannot be bound. */
    public Future<Void> start() {
        ledger.listen(addition -> net.execute(() -> added(addition)));
        NetServer tcp =
                vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true).setReuseAddress(true));
        tcp.connectHandler(this::connected);
        server = tcp;
        return tcp.listen(settings.bindAddress().port(), settings.bindAddress().host())
                .compose(listening -> discovery.bind(vertx))
                .compose(bound -> describeSelf())
                .onSuccess(self -> net.execute(() -> begin(self)))
                .mapEmpty();
    }

    private Future<CliqueMember> describeSelf() {
        Future<Optional<InetSocketAddress>> external = settings.externalAddress()
                .map(address -> wires.resolve(address).map(Optional::of).otherwise(Optional.empty()))
                .orElse(Future.succeededFuture(Optional.empty()));
        Future<InetSocketAddress> internal = resolveInternal();
        return Future.all(external, internal)
                .map(both -> new CliqueMember(
                        settings.share().brokerId(),
                        settings.groups() / settings.share().brokerNumber(),
                        external.result(),
                        internal.result(),
                        settings.restPort(),
                        settings.minerApiPort()));
    }

    /** A name that is not known yet will be: in a cluster it appears with the process that has it. */
    private Future<InetSocketAddress> resolveInternal() {
        return wires.resolve(settings.internalAddress()).recover(e -> {
            LOG.warn("the internal address {} is not known yet", settings.internalAddress());
            Promise<InetSocketAddress> later = Promise.promise();
            vertx.setTimer(TICK.toMillis() * 5, id -> resolveInternal().onComplete(later));
            return later.future();
        });
    }

    private void begin(CliqueMember self) {
        CliqueFormation forming = new CliqueFormation(settings, net, wires, self, this::formed);
        formation = forming;
        net.every(TICK, this::tick);
        net.every(ANSWERS_CHECK, () -> List.copyOf(allPeers()).forEach(Peer::checkAnswers));
        forming.start();
    }

    /** Ends all connections and gives the ports back. */
    public Future<Void> stop() {
        NetServer tcp = server;
        Promise<Void> left = Promise.promise();
        net.execute(() -> {
            List.copyOf(allPeers()).forEach(peer -> peer.close("this broker stops"));
            left.complete();
        });
        return left.future()
                .compose(nothing -> tcp == null ? Future.succeededFuture() : tcp.close())
                .onComplete(closed -> {
                    discovery.close();
                    wires.close();
                    net.close();
                    adder.shutdown();
                });
    }

    // ---- connections

    private void connected(NetSocket socket) {
        InetSocketAddress remote;
        try {
            remote = new InetSocketAddress(
                    InetAddress.getByName(socket.remoteAddress().hostAddress()),
                    socket.remoteAddress().port());
        } catch (UnknownHostException e) {
            socket.close();
            return;
        }
        if (!inter.isWelcome(remote.getAddress())) {
            socket.close();
            return;
        }
        Connection connection = wires.adopt(socket, remote);
        // what came first reaches the network thread after this
        net.execute(() -> awaitFirstBytes(connection));
    }

    private void awaitFirstBytes(Connection connection) {
        FirstBytes first = new FirstBytes();
        first.patience = net.after(FIRST_BYTES, () -> connection.close("it says nothing"));
        connection.onClose(first.patience::cancel);
        connection.onBytes(bytes -> {
            first.buffer.writeBytes(bytes);
            if (first.buffer.size() > MAX_EARLY_BYTES) {
                connection.close("it says too much before it is known");
            } else if (!first.sorted && first.buffer.size() >= MAGIC_LENGTH) {
                first.sorted = true;
                first.patience.cancel();
                sort(connection, first);
            }
        });
    }

    /** What a connection said before it was known what it is. */
    private static final class FirstBytes {
        final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        NetThread.Timer patience = () -> {};
        boolean sorted;
    }

    /** Peers start with the magic bytes of the network; brokers that join the clique with something else. */
    private void sort(Connection connection, FirstBytes first) {
        byte[] bytes = first.buffer.toByteArray();
        int magic = (bytes[0] << 24) | ((bytes[1] & 0xff) << 16) | ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        CliqueFormation forming = formation;
        if (magic != context.frames().magic() && forming != null) {
            forming.accept(connection, bytes);
        } else if (identity != null) {
            Peer peer = meet(connection, false);
            if (peer != null) {
                peer.received(bytes);
            }
        } else if (early.size() < MAX_EARLY_CONNECTIONS) {
            early.add(() -> sort(connection, first));
        } else {
            connection.close("the clique has not formed yet");
        }
    }

    private @Nullable Peer meet(Connection connection, boolean outbound) {
        PeerContext.Identity self = identity;
        if (self == null || connection.isClosed()) {
            connection.close("the clique has not formed yet");
            return null;
        }
        return new Peer(connection, outbound, context, self, this);
    }

    private void meetAt(Connection connection, HostPort address) {
        Peer peer = meet(connection, true);
        if (peer != null) {
            inter.dialled(address, peer);
        }
    }

    private Collection<Peer> allPeers() {
        List<Peer> all = new ArrayList<>(intra.siblings());
        all.addAll(inter.peers());
        return all;
    }

    @Override
    public void greeted(Peer peer) {
        PeerContext.Identity self = identity;
        if (self == null) {
            peer.close("the clique has not formed yet");
        } else if (peer.isSibling()) {
            inter.isOwn(peer);
            boolean oneself = peer.broker().brokerId() == settings.share().brokerId();
            if (oneself) {
                peer.close("it is this broker itself");
            } else if (intra.greeted(peer)) {
                LOG.info("connected with {} of the own clique", peer);
                joined(peer);
            }
        } else if (inter.greeted(peer, self.broker(), context.clock().millis())) {
            LOG.info("peered with {} ({})", peer, peer.clientId());
            joined(peer);
        }
    }

    private void joined(Peer peer) {
        synchronizer.joined(peer);
        refresh();
    }

    @Override
    public void left(Peer peer) {
        synchronizer.left(peer);
        boolean sibling = peer.isGreeted() && peer.isSibling();
        boolean goneSibling = sibling && intra.left(peer);
        boolean gonePeer = inter.left(peer, context.clock().millis());
        boolean gone = goneSibling || gonePeer;
        if (gone) {
            LOG.info("{} {} is gone", sibling ? "the own clique's" : "the peer", peer);
        }
        refresh();
    }

    @Override
    public void said(Peer peer, Payload payload) {
        if (payload instanceof Payload.ChainState p) {
            synchronizer.chainState(peer, p);
        } else if (payload instanceof Payload.NewBlock p) {
            peer.seenBlocks().add(p.block().hash());
            brought(peer, FlowItem.of(p.block()));
        } else if (payload instanceof Payload.NewHeader p) {
            peer.seenBlocks().add(p.header().hash());
            brought(peer, FlowItem.of(p.header()));
        } else if (payload instanceof Payload.NewBlockHash p) {
            peer.seenBlocks().add(p.hash());
            synchronizer.announced(peer, p.hash());
        } else if (payload instanceof Payload.BlocksRequest p) {
            answers.blocks(peer, p);
        } else if (payload instanceof Payload.HeadersRequest p) {
            answers.headers(peer, p);
        } else if (payload instanceof Payload.HeadersByHeightsRequest p) {
            answers.headersByHeights(peer, p);
        } else if (payload instanceof Payload.BlocksAndUnclesByHeightsRequest p) {
            answers.blocksByHeights(peer, p);
        } else if (payload instanceof Payload.NewTxHashes p) {
            transactions.announced(peer, p);
        } else if (payload instanceof Payload.TxsRequest p) {
            transactions.requested(peer, p);
        } else if (payload instanceof Payload.TxsResponse p) {
            transactions.received(peer, p);
        } else {
            // late answers, and the first version of sync, which only peers of that version speak
            LOG.debug("{} says {}", peer, payload.getClass().getSimpleName());
        }
    }

    private void brought(Peer peer, FlowItem item) {
        boolean held = settings.share().holdsBlocks(item.chain());
        if (item.header().groups() != settings.groups() || held != (item.block() != null)) {
            peer.note(Misbehavior.INVALID_GROUP, "a block or header of chain " + item.chain());
            return;
        }
        synchronizer.take(item, peer);
    }

    // ---- blocks

    private void added(Ledger.Addition addition) {
        intake.arrived(addition.header().hash());
        synchronizer.added();
        if (synced || addition.local()) {
            relay.added(addition, allPeers());
        }
    }

    private void finished(FlowItem item, @Nullable Peer source, AddOutcome outcome) {
        if (outcome instanceof AddOutcome.Invalid invalid) {
            LOG.warn(
                    "block {} of chain {} from {} is invalid: {}", item.hash(), item.chain(), source, invalid.reason());
            if (invalid.headerInvalid() && source != null && !source.isClosed()) {
                source.punish(Misbehavior.INVALID_FLOW_DATA, invalid.reason());
            }
        } else if (outcome.isIn()) {
            intake.arrived(item.hash());
            synchronizer.added();
        }
    }

    // ---- state

    private void formed(CliqueDescription description) {
        PeerContext.Identity before = identity;
        InterBrokerInfo broker = description.broker(settings.share().brokerId());
        PeerContext.Identity now = new PeerContext.Identity(CliqueKey.of(description.privateKey()), broker);
        identity = now;
        discovery.formed(description, broker.brokerId());
        if (before != null && !before.broker().equals(broker)) {
            LOG.info("the clique is called {} now", description.id());
            intra.dissolve();
            inter.dissolve();
        } else if (before == null) {
            LOG.info("the clique {} of {} brokers is formed", description.id(), description.brokerNumber());
        }
        clique = new CliqueState(description, false, List.of());
        List<Runnable> waiting = List.copyOf(early);
        early.clear();
        waiting.forEach(Runnable::run);
        refresh();
        tick();
    }

    private void found(BrokerInfo info, @Nullable HostPort bootstrap) {
        inter.found(info, bootstrap, context.clock().millis());
        discovered = discovery.brokers();
        tick();
    }

    private void tick() {
        CliqueState state = clique;
        PeerContext.Identity self = identity;
        if (state == null || self == null) {
            return;
        }
        long now = context.clock().millis();
        intra.tick(state.description(), now);
        if (wasReady) {
            inter.tick(self.broker(), now);
        }
        discovery.tick(now);
        synchronizer.tick(synced);
        if (!settings.isCoordinator() && !isConnectedWithCoordinator(state) && formation != null && wasReady) {
            formation.askAgain();
        }
        discovered = discovery.brokers();
        refresh();
    }

    private boolean isConnectedWithCoordinator(CliqueState state) {
        return state.description().brokerNumber() == 1
                || intra.siblings().stream().anyMatch(peer -> peer.broker().brokerId() == 0);
    }

    private void refresh() {
        CliqueState state = clique;
        PeerContext.Identity self = identity;
        if (state == null || self == null) {
            return;
        }
        List<Integer> connected = new ArrayList<>(List.of(self.broker().brokerId()));
        intra.siblings().forEach(peer -> connected.add(peer.broker().brokerId()));
        connected.sort(null);
        boolean ready = connected.size() == state.description().brokerNumber();
        wasReady |= ready;
        caughtUpWithClique |= ready && intra.siblings().stream().allMatch(Peer::isSynced);
        clique = new CliqueState(state.description(), ready, connected);
        peerStatuses = inter.peers().stream().map(this::status).toList();
        boolean nowSynced = caughtUpWithClique && inter.isSynced(self.broker());
        if (nowSynced != synced) {
            synced = nowSynced;
            LOG.info(nowSynced ? "synced" : "no longer synced");
            syncListeners.forEach(listener -> listener.syncedChanged(nowSynced));
        }
    }

    private PeerStatus status(Peer peer) {
        return new PeerStatus(
                peer.broker(),
                settings.groups() / peer.broker().brokerNumber(),
                peer.remote(),
                peer.isSynced(),
                peer.clientId());
    }

    /** Whether this broker is up to date with enough peers: it may mine and build transactions. */
    public boolean isSynced() {
        return synced;
    }

    /** Tells of changes of {@link #isSynced} from now on. */
    public void addSyncListener(SyncListener listener) {
        syncListeners.add(listener);
    }

    /** The own clique, once it has formed. */
    public Optional<CliqueState> clique() {
        return Optional.ofNullable(clique);
    }

    /** Whether the clique has formed and all its brokers are connected with this one. */
    public boolean isSelfReady() {
        CliqueState state = clique;
        return state != null && state.ready();
    }

    /** The connected brokers of other cliques. */
    public List<PeerStatus> peers() {
        return peerStatuses;
    }

    /** The brokers that discovery knows, those of the own clique first. */
    public List<BrokerInfo> discoveredNeighbors() {
        return discovered;
    }

    /** Penalties and bans by address. */
    public List<PeerRecord> misbehaviors() {
        return records.all();
    }

    /** Turns addresses away and ends connections with them. */
    public void ban(Collection<InetAddress> addresses) {
        List<InetAddress> all = List.copyOf(addresses);
        all.forEach(records::ban);
        net.execute(() -> all.forEach(address -> {
            inter.banned(address);
            discovery.forget(address);
        }));
    }

    /** Forgets what is held against addresses. */
    public void unban(Collection<InetAddress> addresses) {
        addresses.forEach(records::forgive);
    }

    /** Counters for the metrics endpoint. */
    public NetMetrics metrics() {
        return metrics;
    }

    /** A transaction of an own group was taken into the mempool: passes it on. */
    public void transactionAdded(TransactionTemplate transaction) {
        net.execute(() -> transactions.added(transaction));
    }

    /** Hands a transaction of another group to the broker of the clique that serves it; tells whether that one was there. */
    public Future<Boolean> passOn(TransactionTemplate transaction) {
        Promise<Boolean> passed = Promise.promise();
        net.execute(() -> passed.complete(transactions.passOn(transaction)));
        return passed.future();
    }
}
