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
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    private static final Duration ANSWERS_CHECK = Duration.ofSeconds(2);
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
    private final Relay relay;
    private final TransactionRelay transactions;
    private final IntraClique intra;
    private final InterClique inter;
    private final Discovery discovery;
    private final PayloadRouter router;
    private final Reception reception;
    private final NetworkStanding standing;
    private @Nullable CliqueFormation formation;
    private @Nullable NetServer server;
    private PeerContext.@Nullable Identity identity;

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
        this.relay = new Relay(context);
        this.transactions = new TransactionRelay(context, pool, this::add, this::allPeers);
        this.intra = new IntraClique(settings.share().brokerId(), wires, connection -> meet(connection, true));
        this.inter = new InterClique(settings, wires, records, this::meetAt, this::askWhoIsAt, clock.millis());
        this.discovery = new Discovery(settings, net, wires, context.frames(), this::found);
        this.router = new PayloadRouter(settings, synchronizer, new RequestAnswers(context, ledger), transactions);
        this.reception = new Reception(net, wires, context.frames().magic(), inter::isWelcome, this::meetGuest);
        this.standing = new NetworkStanding(settings.groups());
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
        tcp.connectHandler(reception::connected);
        server = tcp;
        return tcp.listen(settings.bindAddress().port(), settings.bindAddress().host())
                .compose(listening -> discovery.bind(vertx))
                .compose(bound -> new SelfDescription(vertx, settings, wires).make())
                .onSuccess(self -> net.execute(() -> begin(self)))
                .mapEmpty();
    }

    private void begin(CliqueMember self) {
        CliqueFormation forming = new CliqueFormation(settings, net, wires, self, this::formed);
        formation = forming;
        reception.formWith(forming);
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

    private @Nullable Peer meet(Connection connection, boolean outbound) {
        PeerContext.Identity self = identity;
        if (self == null || connection.isClosed()) {
            connection.close("the clique has not formed yet");
            return null;
        }
        return new Peer(connection, outbound, context, self, this);
    }

    private void meetGuest(Connection connection, byte[] bytes) {
        Peer peer = meet(connection, false);
        if (peer != null) {
            peer.received(bytes);
        }
    }

    private void meetAt(Connection connection, HostPort address, byte[] said) {
        Peer peer = meet(connection, true);
        if (peer != null) {
            inter.dialled(address, peer);
            peer.received(said);
        }
    }

    private void askWhoIsAt(HostPort address) {
        discovery.ask(address);
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
        router.said(peer, payload);
    }

    // ---- blocks

    private void added(Ledger.Addition addition) {
        intake.arrived(addition.header().hash());
        synchronizer.added();
        if (standing.isSynced() || addition.local()) {
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
        standing.formed(description);
        reception.open();
        refresh();
        tick();
    }

    private void found(BrokerInfo info, @Nullable HostPort bootstrap) {
        PeerContext.Identity self = identity;
        if (self != null) {
            inter.found(info, bootstrap, self.broker(), context.clock().millis());
        }
        standing.discovered(discovery.brokers());
        tick();
    }

    private void tick() {
        CliqueState state = standing.clique().orElse(null);
        PeerContext.Identity self = identity;
        if (state == null || self == null) {
            return;
        }
        long now = context.clock().millis();
        intra.tick(state.description(), now);
        if (standing.wasReady()) {
            inter.tick(self.broker(), now);
        }
        discovery.tick(now);
        synchronizer.tick(standing.isSynced());
        if (!settings.isCoordinator()
                && !isConnectedWithCoordinator(state)
                && formation != null
                && standing.wasReady()) {
            formation.askAgain();
        }
        standing.discovered(discovery.brokers());
        refresh();
    }

    private boolean isConnectedWithCoordinator(CliqueState state) {
        return state.description().brokerNumber() == 1
                || intra.siblings().stream().anyMatch(peer -> peer.broker().brokerId() == 0);
    }

    private void refresh() {
        PeerContext.Identity self = identity;
        if (self != null) {
            standing.renew(self.broker(), intra, inter);
        }
    }

    /** Whether this broker is up to date with enough peers: it may mine and build transactions. */
    public boolean isSynced() {
        return standing.isSynced();
    }

    /** Tells of changes of {@link #isSynced} from now on. */
    public void addSyncListener(SyncListener listener) {
        standing.addListener(listener);
    }

    /** The own clique, once it has formed. */
    public Optional<CliqueState> clique() {
        return standing.clique();
    }

    /** Whether the clique has formed and all its brokers are connected with this one. */
    public boolean isSelfReady() {
        return standing.clique().map(CliqueState::ready).orElse(false);
    }

    /** The connected brokers of other cliques. */
    public List<PeerStatus> peers() {
        return standing.peers();
    }

    /** The brokers that discovery knows, those of the own clique first. */
    public List<BrokerInfo> discoveredNeighbors() {
        return standing.discovered();
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
