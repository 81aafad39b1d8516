package dev.flowbed.rill.development;

import dev.flowbed.rill.config.RillConfig;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.mempool.TxIntake;
import dev.flowbed.rill.mining.DevMiner;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.tx.TxBuilder;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The aids of a node whose settings ask for them.
 *
 * @param wallet the words of the wallet that funds
 */
public record DevelopmentAids(
        NodeTime time, StateSnapshots snapshots, DevMiner miner, TxIntake intake, Broker broker, String wallet) {
    private static final Logger LOG = LoggerFactory.getLogger(DevelopmentAids.class);

    /** Chains and what goes with them. */
    public record Node(Store store, BlockFlow flow, TxIntake intake, DevMiner miner) {}

    /**
     * Aids of a node, which goes on with the time it had when it stopped.
     *
     * @param clock the clock that all of the node goes by
     * @param peers how many brokers of other cliques are connected now
     * @param timeMoved told after the clock was moved
     */
    public static DevelopmentAids of(
            RillConfig config, MovableClock clock, Node node, IntSupplier peers, Runnable timeMoved) {
        LoneNode lone = new LoneNode(config, peers);
        NodeTime time = new NodeTime(clock, node.store(), node.flow(), lone, timeMoved);
        return new DevelopmentAids(
                time,
                new StateSnapshots(node.store(), node.flow(), node.intake(), time, lone),
                node.miner(),
                node.intake(),
                config.broker(),
                config.development().walletMnemonic());
    }

    /** What a node without aids does about what a node with aids left in its store: snapshots would only slow it down. */
    public static void leave(Store store) {
        int dropped = StateSnapshots.dropAll(store);
        if (dropped > 0) {
            LOG.warn("development aids are off (flowbed.dev.enabled): forgot {} snapshots", dropped);
        }
        long offset = NodeTime.stored(store);
        if (offset > 0) {
            LOG.warn(
                    "this node's time was moved forward by {} s, and development aids, which keep it so, are off"
                            + " (flowbed.dev.enabled): blocks from the future keep others from following",
                    offset / 1000);
        }
    }

    /** Funding with transactions of a builder. */
    public Funding funding(TxBuilder builder) {
        return new Funding(wallet, broker, builder, intake, miner);
    }
}
