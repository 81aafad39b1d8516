package dev.flowbed.rill.net;

import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.net.HostPort;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.flow.ChainTip;
import dev.flowbed.rill.mempool.MemPoolJournal;
import dev.flowbed.rill.mempool.MemPoolSettings;
import dev.flowbed.rill.mempool.MemPools;
import dev.flowbed.rill.mempool.TxIntake;
import dev.flowbed.rill.mining.DevMiner;
import dev.flowbed.rill.net.wire.GroupShare;
import dev.flowbed.rill.state.TrieWorldStates;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.validation.TxValidator;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A broker with real data, rules and sockets, without a REST API. */
final class TestBroker implements AutoCloseable {
    private final Store store;
    private final BlockFlow flow;
    private final MemPools pools;
    private final TxIntake intake;
    private final PeerNetwork network;
    private final DevMiner miner;
    private boolean closed;

    TestBroker(
            TestNetwork of,
            Path folder,
            int id,
            List<HostPort> addresses,
            List<HostPort> bootstrap,
            boolean p2pV2,
            NetSettings.Timing timing) {
        Broker broker = new Broker(TestNetwork.GROUPS, addresses.size(), id);
        store = Store.open(folder, BlockFlow.identity(of.rules(), broker, of.genesis()));
        TxValidator validator = new TxValidator(of.rules().networkId(), TestNetwork.GROUPS);
        flow = BlockFlow.open(
                of.rules(),
                broker,
                of.genesis(),
                store,
                TrieWorldStates.of(store, 4 << 20),
                validator,
                InstantSource.system());
        MemPoolJournal journal = MemPoolJournal.in(store);
        pools = new MemPools(broker, MemPoolSettings.DEFAULT, journal, InstantSource.system());
        intake = new TxIntake(
                broker, MemPoolSettings.DEFAULT, pools, journal, validator, flow::groupView, InstantSource.system());
        flow.setPendingTransactions(pools);
        flow.addListener(pools);
        NetSettings settings = new NetSettings(
                of.rules().networkId(),
                TestNetwork.GROUPS,
                new GroupShare(id, addresses.size()),
                addresses.get(id),
                addresses.get(id),
                addresses.get(0),
                Optional.empty(),
                bootstrap,
                1,
                2,
                p2pV2,
                new NetSettings.Limits(16, 64, 10, 10, 32 << 20),
                timing);
        network = new PeerNetwork(of.vertx(), settings, new FlowLedger(flow), new IntakePool(flow, pools, intake));
        intake.addListener(tx -> network.transactionAdded(tx.template()));
        miner = new DevMiner(flow);
    }

    TestBroker start() {
        network.start().toCompletionStage().toCompletableFuture().join();
        return this;
    }

    PeerNetwork network() {
        return network;
    }

    BlockFlow flow() {
        return flow;
    }

    TxIntake intake() {
        return intake;
    }

    MemPools pools() {
        return pools;
    }

    DevMiner miner() {
        return miner;
    }

    /** Mines so many blocks on chains that start in the broker's groups, in an order that the seed gives. */
    void mine(int blocks, long seed) {
        Random random = new Random(seed);
        List<ChainIndex> chains = flow.broker().ownChains();
        for (int i = 0; i < blocks; i++) {
            Optional<String> failure = miner.mineOne(chains.get(random.nextInt(chains.size())));
            if (failure.isPresent()) {
                throw new AssertionError(failure.get());
            }
        }
    }

    /** The heaviest blocks of all chains. */
    List<ChainTip> tips() {
        List<ChainTip> tips = new ArrayList<>();
        for (ChainIndex chain : ChainIndex.all(TestNetwork.GROUPS)) {
            tips.add(flow.tip(chain));
        }
        return tips;
    }

    /** The number of blocks on all chains, genesis left out. */
    int blocks() {
        return ChainIndex.all(TestNetwork.GROUPS).stream()
                .mapToInt(c -> flow.blockCount(c) - 1)
                .sum();
    }

    /** Ends at once. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            network.stop().toCompletionStage().toCompletableFuture().join();
            store.close();
        }
    }
}
