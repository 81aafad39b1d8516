package dev.flowbed.rill;

import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.json.JsonOut;
import dev.flowbed.rill.api.ApiAssembly;
import dev.flowbed.rill.api.ChainMetrics;
import dev.flowbed.rill.api.NewBlock;
import dev.flowbed.rill.api.NodeBuild;
import dev.flowbed.rill.api.RestServer;
import dev.flowbed.rill.api.WebSocketService;
import dev.flowbed.rill.config.RillConfig;
import dev.flowbed.rill.development.DevelopmentAids;
import dev.flowbed.rill.development.MovableClock;
import dev.flowbed.rill.flow.FlowListener;
import dev.flowbed.rill.mining.CpuMiner;
import dev.flowbed.rill.mining.DevMiner;
import dev.flowbed.rill.mining.MinerServer;
import dev.flowbed.rill.mining.MiningTemplates;
import dev.flowbed.rill.net.FlowLedger;
import dev.flowbed.rill.net.IntakePool;
import dev.flowbed.rill.net.NetSettings;
import dev.flowbed.rill.net.PeerNetwork;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node: all parts, wired. */
final class RillNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RillNode.class);
    private static final int PATIENCE_SECONDS = 10;
    /** The official release whose rules, API and messages this node has. */
    private static final String RELEASE = "4.6.0";

    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final int restPort;
    private final int minerApiPort;

    private RillNode(RillConfig config) {
        Clock clock = config.development().enabled() ? new MovableClock(Clock.systemUTC()) : Clock.systemUTC();
        CompletableFuture<Vertx> makingVertx = CompletableFuture.supplyAsync(SmallFootprint::vertx);
        ChainCore core = ChainCore.open(config, clock);
        closing.push(core::close);
        Vertx vertx = makingVertx.join();
        closing.push(() -> await(vertx.close(), "closing"));
        try {
            Peers peers = new Peers();
            MiningTemplates templates = new MiningTemplates(core.flow(), config.mining(), peers::synced);
            closing.push(templates::close);
            NodeMining mining = mining(config, core, templates);
            closing.push(mining.miner()::close);
            Optional<DevelopmentAids> aids = aids(config, core, mining, peers, clock);
            core.intake().restore();
            MinerServer minerServer = new MinerServer(vertx, templates, core.flow(), config.mining());
            this.minerApiPort = listening(
                    minerServer.start(),
                    config.mining().apiInterface(),
                    config.mining().apiPort(),
                    "alephium.network.miner-api-port");
            closing.push(() -> await(minerServer.stop(), "stopping the miner API"));
            ChainMetrics metrics = new ChainMetrics(core.flow());
            core.flow().addListener(metrics);
            RestServer rest = rest(vertx, config, core, peers, mining, metrics, aids, clock);
            this.restPort = listening(
                    rest.listen(), config.api().networkInterface(), config.api().port(), "alephium.network.rest-port");
            closing.push(() -> await(rest.close(), "stopping REST"));
            PeerNetwork network = network(vertx, config, core, metrics);
            core.intake().addListener(tx -> {
                network.transactionAdded(tx.template());
                templates.transactionsWait(tx.chain());
            });
            closing.push(() -> await(network.stop(), "leaving the peers"));
            network.addSyncListener(templates::syncedChanged);
            peers.attach(network);
            listening(
                    network.start()
                            .map(nothing -> config.peering().bindAddress().port()),
                    config.peering().bindAddress().host(),
                    config.peering().bindAddress().port(),
                    "alephium.network.bind-address");
            keepMempoolClean(vertx, config, core);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts a node; {@link StartFailure} says why it cannot. */
    static RillNode start(RillConfig config) {
        return new RillNode(config);
    }

    /** The port of REST, also where the settings left it open. */
    int restPort() {
        return restPort;
    }

    /** The port of the miner API, also where the settings left it open. */
    int minerApiPort() {
        return minerApiPort;
    }

    private static NodeMining mining(RillConfig config, ChainCore core, MiningTemplates templates) {
        DevMiner devMiner = new DevMiner(core.flow());
        core.intake().setAutoMiner(devMiner::mineOne);
        return new NodeMining(
                templates,
                new CpuMiner(templates, core.flow(), config.mining()),
                devMiner,
                config.mempool().autoMine());
    }

    private static Optional<DevelopmentAids> aids(
            RillConfig config, ChainCore core, NodeMining mining, Peers peers, Clock clock) {
        if (!(clock instanceof MovableClock movable)) {
            DevelopmentAids.leave(core.store());
            return Optional.empty();
        }
        return Optional.of(DevelopmentAids.of(
                config,
                movable,
                new DevelopmentAids.Node(core.store(), core.flow(), core.intake(), mining.devMiner()),
                () -> peers.peers().size(),
                mining.templates()::refresh));
    }

    private PeerNetwork network(Vertx vertx, RillConfig config, ChainCore core, ChainMetrics metrics) {
        NetSettings settings =
                NetSettings.of(config.rules().networkId(), config.broker(), config.peering(), restPort, minerApiPort);
        return new PeerNetwork(
                vertx,
                settings,
                new MeasuredLedger(new FlowLedger(core.flow()), metrics),
                new IntakePool(core.flow(), core.pools(), core.intake()));
    }

    private static RestServer rest(
            Vertx vertx,
            RillConfig config,
            ChainCore core,
            Peers peers,
            NodeMining mining,
            ChainMetrics metrics,
            Optional<DevelopmentAids> aids,
            Clock clock) {
        Optional<WebSocketService> webSockets = Optional.empty();
        if (config.webSocket().enabled()) {
            WebSocketService service = new WebSocketService(vertx, config.webSocket());
            notify(service, core);
            webSockets = Optional.of(service);
        }
        NodeBuild build = new NodeBuild(RELEASE, "rill-" + Rill.version());
        return new ApiAssembly(
                        vertx,
                        config,
                        core.flow(),
                        core.pools(),
                        core.intake(),
                        peers,
                        mining,
                        metrics,
                        build,
                        aids,
                        clock)
                .server(webSockets);
    }

    private static void notify(WebSocketService service, ChainCore core) {
        core.intake().addListener(tx -> service.publishTransaction(() -> JsonOut.template(tx.template(), tx.seenAt())));
        core.flow().addListener(new FlowListener() {
            @Override
            public void blockAdded(AddedBlock added) {
                if (core.flow().broker().serves(added.chain().from())) {
                    List<Hash> conflicted =
                            added.conflicted().getOrDefault(added.block().hash(), List.of());
                    service.publishBlock(new NewBlock(core.flow(), added.block(), added.height(), conflicted));
                }
            }
        });
    }

    private static void keepMempoolClean(Vertx vertx, RillConfig config, ChainCore core) {
        every(vertx, config.mempool().lookEvery(), core.intake()::clean);
        every(vertx, config.mempool().cleanOrphansEvery(), core.intake()::cleanOrphans);
    }

    private static void every(Vertx vertx, long millis, Runnable task) {
        vertx.setPeriodic(
                Math.max(1, millis),
                id -> vertx.executeBlocking(() -> {
                            task.run();
                            return true;
                        })
                        .onFailure(error -> LOG.error("cleaning the mempool failed", error)));
    }

    private static int listening(Future<Integer> port, String host, int wanted, String key) {
        try {
            return port.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            String reason = String.valueOf(e.getCause());
            throw new StartFailure(
                    reason.contains("already in use") || reason.contains("Address in use")
                            ? "port " + wanted + " of " + host + " is taken (" + key
                                    + "): choose another or stop what has it"
                            : "cannot listen on " + host + ":" + wanted + " (" + key + "): " + reason);
        } catch (TimeoutException e) {
            throw new StartFailure("listening on " + host + ":" + wanted + " (" + key + ") takes too long");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while starting");
        }
    }

    private static void await(Future<?> ending, String what) {
        try {
            ending.toCompletionStage().toCompletableFuture().get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} did not end well: {}", what, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all parts, the last first. */
    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
