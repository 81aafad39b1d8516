package dev.flowbed.rill.api;

import dev.flowbed.rill.call.ContractCalls;
import dev.flowbed.rill.call.ContractTests;
import dev.flowbed.rill.config.RillConfig;
import dev.flowbed.rill.development.DevelopmentAids;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.mempool.MemPools;
import dev.flowbed.rill.mempool.TxIntake;
import dev.flowbed.rill.tx.FlowOutputViews;
import dev.flowbed.rill.tx.FlowScriptEmulator;
import dev.flowbed.rill.tx.TxBuildSettings;
import dev.flowbed.rill.tx.TxBuilder;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All endpoints of a node, put together.
 *
 * @param aids aids for development, if the settings ask for them
 */
public record ApiAssembly(
        Vertx vertx,
        RillConfig config,
        BlockFlow flow,
        MemPools pools,
        TxIntake intake,
        NetworkView network,
        MiningControl mining,
        ChainMetrics metrics,
        NodeBuild build,
        Optional<DevelopmentAids> aids,
        InstantSource clock) {

    /** The server of all endpoints; it does not listen yet. */
    public RestServer server(Optional<WebSocketService> webSockets) {
        return new RestServer(
                vertx,
                config.api(),
                config.rules().groups(),
                endpoints(),
                new CliqueForwarder(vertx, this::restOf, config.api().apiKeys()),
                webSockets);
    }

    private Optional<InetSocketAddress> restOf(int group) {
        return network.clique().map(clique -> {
            NetworkView.Broker broker =
                    clique.brokers().get(group % clique.brokers().size());
            return new InetSocketAddress(broker.address(), broker.restPort());
        });
    }

    private List<Endpoint> endpoints() {
        Broker broker = config.broker();
        TxBuilder builder = new TxBuilder(
                new TxBuildSettings(
                        config.rules().networkId(),
                        broker.groups(),
                        config.api().defaultUtxosLimit(),
                        config.api().gasFeeCap()),
                new FlowOutputViews(flow, pools, broker),
                new FlowScriptEmulator(flow, clock),
                clock);
        SyncGate gate = new SyncGate(network);
        RichTransactions rich = new RichTransactions(flow);
        Submission submission = new Submission(builder, intake, gate, broker);
        List<Endpoint> all = new ArrayList<>();
        all.addAll(new InfoEndpoints(vertx, flow, network, build, config.peering(), config.api(), clock).endpoints());
        all.addAll(new BlockflowEndpoints(flow, rich, config.api(), clock).endpoints());
        all.addAll(new AddressEndpoints(builder, flow).endpoints());
        all.addAll(new BuildEndpoints(builder, gate, broker).endpoints());
        all.addAll(new ScriptBuildEndpoints(builder, broker).endpoints());
        ContractCallEndpoints calls =
                new ContractCallEndpoints(new ContractCalls(flow, clock), new ContractTests(flow), broker, clock);
        all.addAll(calls.endpoints());
        all.addAll(new TransactionEndpoints(flow, pools, rich, submission).endpoints());
        all.addAll(new MempoolEndpoints(pools, intake, network).endpoints());
        all.addAll(new MultisigEndpoints(builder, submission, gate, broker).endpoints());
        all.addAll(new MinerEndpoints(mining, gate, broker.groups()).endpoints());
        all.addAll(new UtilEndpoints(config.rules()).endpoints());
        all.addAll(new EventEndpoints(flow).endpoints());
        all.addAll(new ContractStateEndpoints(flow).endpoints());
        all.add(LaterEndpoints.export());
        all.addAll(new MetricsEndpoint(metrics, pools, broker, network, build).endpoints());
        List<Endpoint> dev =
                new DevEndpoints(aids, builder, new Impersonation(builder, calls, broker), gate, broker).endpoints();
        if (aids.isPresent()) {
            all.addAll(dev);
        }
        List<Endpoint> described = List.copyOf(all);
        if (aids.isEmpty()) {
            all.addAll(dev);
        }
        all.addAll(new ReadinessEndpoint(network).endpoints());
        all.addAll(new DocsEndpoints(
                        described, build.release(), !config.api().apiKeys().isEmpty())
                .endpoints());
        return all;
    }
}
